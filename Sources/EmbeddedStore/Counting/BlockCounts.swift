import OCPPLog

/// What is counted of one block, by its own numbers of shapes, runs and texts.
struct BlockCounts {
    private(set) var shapes: [Int]
    private(set) var runs: [Int]
    private(set) var tags: [Int]
    private(set) var transactions: [Int]
    private let meta: BlockMeta

    /// - Parameter subjects: what is counted; the rest stays empty.
    init(_ meta: BlockMeta, _ subjects: Subjects) {
        self.meta = meta
        shapes = Array(repeating: 0, count: subjects.contains(.shape) ? meta.shapes.count : 0)
        runs = Array(repeating: 0, count: subjects.isDisjoint(with: .peer) ? 0 : meta.peers.count)
        tags = Array(repeating: 0, count: subjects.contains(.tag) ? meta.tags.texts.count : 0)
        transactions = Array(repeating: 0, count: subjects.contains(.transaction) ? meta.transactions.texts.count : 0)
    }

    mutating func add(_ row: Int, run: Int) {
        if !shapes.isEmpty { shapes[meta.shapeOfRow(row)] += 1 }
        if !runs.isEmpty { runs[run] += 1 }
        if !tags.isEmpty { Self.add(meta.tags.codes[row], to: &tags) }
        if !transactions.isEmpty { Self.add(meta.transactions.codes[row], to: &transactions) }
    }

    private static func add(_ code: Int32, to counts: inout [Int]) {
        if code >= 0 { counts[Int(code)] += 1 }
    }
}
