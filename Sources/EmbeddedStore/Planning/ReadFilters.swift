import OCPPLog

/// What was read of a segment's filters for one search.
struct ReadFilters: Sendable {
    /// The gram filters of all blocks one behind the other, of so many bytes each; nil when they were not read.
    private var planes: (bytes: [UInt8], size: Int)?
    /// For each unique id of the plan, one bit for each block that may hold it; nil when they were not read.
    private(set) var uniqueIDs: [UInt32]?

    /// Nothing was read: the filters rule nothing out.
    init() {}

    /// Reads the filters that a plan can use; a segment that is gone meanwhile gives none.
    /// - Throws: ``StoreError/Code/corrupt``.
    init(_ plan: QueryPlan, _ segment: LoadedSegment, _ source: some FilterSource) throws {
        if plan.asksGrams {
            let count = segment.blocks
            planes = try source.withPlanes(of: segment.id) { stored in
                let bytes = try PackedBytes.unpack(stored)
                guard GramFilter.isSize(bytes.count / max(1, count) * 8) else {
                    throw PackedBytes.damage("its filters have no such size")
                }
                return (bytes, bytes.count / count)
            }
        }
        guard !plan.uniqueIDs.isEmpty else { return }
        var found: [UInt32] = []
        for hash in plan.uniqueIDs {
            let filter = segment.facts.filter
            let blocks = try source.withUniqueIDs(row: filter.row(of: hash), of: segment.id) { stored in
                let row = try PackedBytes.unpack(stored)
                return filter.blocks(with: hash, in: row.span)
            }
            found.append(blocks ?? .max)
        }
        uniqueIDs = found
    }

    /// Whether all that is asked for may occur in a block; nil where its filter was not read.
    func mayHold(_ probe: GramProbe, block: Int) -> Bool? {
        guard let planes, (block + 1) * planes.size <= planes.bytes.count else { return nil }
        return probe.bits.allSatisfy { bit in
            // A filter has a power of two of bits.
            let bit = Int(bit) & (planes.size * 8 - 1)
            return planes.bytes[block * planes.size + bit >> 3] >> UInt8(bit & 7) & 1 == 1
        }
    }
}
