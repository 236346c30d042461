import OCPPLog

/// What was read of a segment's filters for one search.
struct ReadFilters: Sendable {
    /// By block; nil when they were not read.
    private(set) var planes: [GramFilter]?
    /// For each unique id of the plan, one bit for each block that may hold it; nil when they were not read.
    private(set) var uniqueIDs: [UInt32]?

    /// Nothing was read: the filters rule nothing out.
    init() {}

    /// Reads the filters that a plan can use; a segment that is gone meanwhile gives none.
    /// - Throws: ``StoreError/Code/corrupt``.
    init(_ plan: QueryPlan, _ segment: LoadedSegment, _ source: some FilterSource) throws {
        if plan.asksGrams {
            let count = segment.blocks
            planes = try source.withPlanes(of: segment.id) { stored in try Self.planes(in: stored, count: count) }
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

    private static func planes(in stored: Span<UInt8>, count: Int) throws -> [GramFilter] {
        let bytes = try PackedBytes.unpack(stored)
        let size = bytes.count / max(1, count)
        var planes: [GramFilter] = []
        for block in 0..<count {
            guard let plane = GramFilter(bytes: bytes.span.extracting(block * size..<(block + 1) * size)) else {
                throw PackedBytes.damage("its filters have no such size")
            }
            planes.append(plane)
        }
        return planes
    }
}
