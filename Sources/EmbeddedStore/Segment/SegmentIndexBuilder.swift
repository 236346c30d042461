import OCPP
import OCPPLog

/// Collects what is kept of a segment beside its blocks, while its entries pass in the order of its rows.
struct SegmentIndexBuilder {
    private var facts = FactsCollector()
    private var rollup = RollupBuilder()
    private var planes: [GramFilter] = []
    /// The hashes of unique ids, and how many of them belong to each block.
    private var ids: [UInt64] = []
    private var idCounts: [Int] = []

    init() {}

    /// Adds the next entry.
    /// - Parameter block: that of the entry before, or the next one; the first is 0.
    mutating func add(_ entry: Entry, block: Int) {
        if block == planes.count {
            planes.append(GramFilter())
            idCounts.append(0)
        }
        facts.add(entry, block: block)
        rollup.add(entry, shape: facts.lastShape, peer: facts.lastPeerRun)
        planes[block].add(entry)
        if let id = entry.uniqueID {
            ids.append(UniqueIDFilter.hash(of: id.rawValue))
            idCounts[block] += 1
        }
    }

    /// What is to be stored. There must be an entry.
    mutating func finish() throws(StoreError) -> SegmentIndex {
        let filter = UniqueIDFilter(blocks: planes.count, ids: idCounts.max() ?? 0)
        let bits = GramFilter.bits(entries: facts.largestBlock)
        var union = GramFilter(bits: bits)
        var bytes: [UInt8] = []
        for plane in planes {
            let plane = plane.folded(to: bits)
            union.formUnion(plane)
            bytes += plane.bytes
        }
        return SegmentIndex(
            summary: try PackedBytes.pack(facts.summary(filter)), union: try PackedBytes.pack(union.bytes),
            planes: try PackedBytes.pack(bytes), uniqueIDs: try rows(of: filter),
            rollup: try rollup.finish(listsShapes: facts.listsShapes, listsPeers: facts.listsPeers).packed())
    }

    private func rows(of filter: UniqueIDFilter) throws(StoreError) -> [[UInt8]] {
        var rows = Array(repeating: [UInt8](repeating: 0, count: filter.bytesPerRow), count: filter.rows)
        var next = 0
        for (block, count) in idCounts.enumerated() {
            for hash in ids[next..<next + count] { filter.add(hash, block: block, to: &rows) }
            next += count
        }
        var packed: [[UInt8]] = []
        for row in rows { packed.append(try PackedBytes.pack(row)) }
        return packed
    }
}
