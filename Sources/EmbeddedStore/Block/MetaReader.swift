import OCPP
import OCPPLog

/// Reads the part `meta` of a block.
struct MetaReader {
    private(set) var meta: BlockMeta
    /// Where the sequence numbers begin, which most searches need of few rows only.
    private let sequences: SplitReader

    init(_ bytes: [UInt8]) throws(StoreError) {
        var column = ColumnReader(.meta, bytes)
        let count = try column.index(below: BlockWriter.mostRows + 1)
        let peers = try Self.peers(&column, rows: count)
        var shapes: [Shape] = []
        for _ in 0..<(try column.count()) { shapes.append(try column.shape()) }
        var forms: [BlockMeta.Form] = []
        for _ in 0..<(try column.count()) { forms.append(try Self.form(&column, shapes: shapes.count)) }
        var formOfRow = Array<Int32>(repeating: 0, count: count)
        for row in 0..<count { formOfRow[row] = Int32(truncatingIfNeeded: try column.index(below: forms.count)) }
        let tags = try column.textColumn(rows: count) { forms[Int(formOfRow[$0])].hasTag }
        let transactions = try column.textColumn(rows: count) { forms[Int(formOfRow[$0])].hasTransaction }
        let numbers = try column.splitColumns(3)
        sequences = numbers[2]
        let times = try Self.times(numbers[0], rows: count)
        var latencyColumn = numbers[1]
        var latencies = Array<Int64?>(repeating: nil, count: count)
        for row in 0..<count where forms[Int(formOfRow[row])].hasLatency {
            latencies[row] = try latencyColumn.integer()
        }
        try latencyColumn.finish()
        meta = BlockMeta(
            times: times, peers: peers, shapes: shapes, forms: forms, formOfRow: formOfRow, latencies: latencies,
            tags: tags, transactions: transactions)
    }

    /// The sequence numbers of all rows.
    func readSequences() throws(StoreError) -> [Int64] {
        var column = sequences
        var ends = meta.times
        for row in ends.indices { ends[row] &+= meta.latencies[row] ?? 0 }
        var origins: [UInt32] = []
        for run in meta.peers { origins.append(contentsOf: repeatElement(run.origin, count: run.rows.count)) }
        let numbers = try SequenceColumn.read(&column, ends: ends, origins: origins)
        try column.finish()
        return numbers
    }

    private static func times(_ numbers: SplitReader, rows: Int) throws(StoreError) -> [Int64] {
        var column = numbers
        var times = Array<Int64>(repeating: 0, count: rows)
        var time: Int64 = 0
        for row in 0..<rows {
            time &+= try column.integer()
            times[row] = time
        }
        try column.finish()
        return times
    }

    private static func peers(_ column: inout ColumnReader, rows: Int) throws(StoreError) -> [BlockMeta.PeerRun] {
        var peers: [BlockMeta.PeerRun] = []
        for _ in 0..<(try column.count()) {
            let site = SiteID(try column.text())
            let charger = ChargerID(try column.text())
            let connection = ConnectionID(rawValue: try column.fixed(UInt64.self))
            peers.append(
                BlockMeta.PeerRun(
                    site: site, charger: charger, connection: connection, origin: try column.fixed(UInt32.self),
                    rows: 0..<0))
        }
        var runs: [BlockMeta.PeerRun] = []
        var row = 0
        while row < rows {
            var run = peers[try column.index(below: peers.count)]
            let count = try column.index(below: rows - row + 1)
            guard count > 0 else { throw column.damage("a run has no rows") }
            run.rows = row..<row + count
            runs.append(run)
            row += count
        }
        return runs
    }

    private static func form(_ column: inout ColumnReader, shapes: Int) throws(StoreError) -> BlockMeta.Form {
        let shape = try column.index(below: shapes)
        let flags = try column.byte()
        guard let uniqueID = UniqueIDKind(rawValue: Int(flags >> 3)) else { throw column.damage("a kind is not known") }
        let body = try column.number()
        guard body <= UInt64(UInt32.max) else { throw column.damage("an index points at nothing") }
        return BlockMeta.Form(
            shape: shape, hasLatency: flags & 1 != 0, hasTag: flags & 2 != 0, hasTransaction: flags & 4 != 0,
            uniqueID: uniqueID, body: Int(body))
    }
}
