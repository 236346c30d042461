import OCPPLog

/// What is counted of one block, by its own numbers of shapes, runs and texts.
struct BlockCounts {
    private(set) var shapes: [Int]
    private(set) var runs: [Int]
    private var tags: [Int]
    private var transactions: [Int]
    private let meta: BlockMeta
    private let tagColumn: BlockMeta.TextColumn?
    private let transactionColumn: BlockMeta.TextColumn?

    /// - Parameter subjects: what is counted; the rest stays empty.
    init(_ meta: BlockMeta, _ subjects: Subjects) throws {
        self.meta = meta
        tagColumn = subjects.contains(.tag) ? try meta.tags() : nil
        transactionColumn = subjects.contains(.transaction) ? try meta.transactions() : nil
        shapes = Array(repeating: 0, count: subjects.contains(.shape) ? meta.shapeCount : 0)
        runs = Array(repeating: 0, count: subjects.isDisjoint(with: .peer) ? 0 : meta.peers.count)
        tags = Array(repeating: 0, count: tagColumn?.texts.count ?? 0)
        transactions = Array(repeating: 0, count: transactionColumn?.texts.count ?? 0)
    }

    /// The tags and the transaction ids that were counted, each with how often.
    var countedTags: [(text: String, count: Int)] { Self.counted(tagColumn, tags) }
    var countedTransactions: [(text: String, count: Int)] { Self.counted(transactionColumn, transactions) }

    private static func counted(_ column: BlockMeta.TextColumn?, _ counts: [Int]) -> [(text: String, count: Int)] {
        zip(column?.texts ?? [], counts).filter { $1 > 0 }.map { (text: $0, count: $1) }
    }

    mutating func add(_ row: Int, run: Int) {
        if !shapes.isEmpty { shapes[meta.shapeOfRow(row)] += 1 }
        if !runs.isEmpty { runs[run] += 1 }
        if let tagColumn { Self.add(tagColumn.codes[row], to: &tags) }
        if let transactionColumn { Self.add(transactionColumn.codes[row], to: &transactions) }
    }

    private static func add(_ code: Int32, to counts: inout [Int]) {
        if code >= 0 { counts[Int(code)] += 1 }
    }
}
