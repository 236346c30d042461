import OCPP
import OCPPLog

/// Reads the part `meta` of a block.
struct MetaReader {
    let meta: BlockMeta
    /// Where the sequence numbers begin, which most searches need of few rows only.
    private let sequences: SplitReader

    init(_ bytes: [UInt8]) throws(StoreError) {
        var column = ColumnReader(.meta, bytes)
        let count = try column.index(below: BlockWriter.mostRows + 1)
        let peers = try Self.peers(&column, rows: count)
        var shapes: [ColumnReader] = []
        for _ in 0..<(try column.count()) {
            shapes.append(column)
            try column.skipShape()
        }
        var forms: [BlockMeta.Form] = []
        for _ in 0..<(try column.count()) { forms.append(try Self.form(&column, shapes: shapes.count)) }
        let formOfRow = try column.indices(count, below: forms.count)
        var rowsOfForm = Array(repeating: 0, count: forms.count)
        for form in formOfRow { rowsOfForm[Int(form)] += 1 }
        let tags = try LazyTextColumn(&column, rowsOfForm, forms.map(\.hasTag))
        let transactions = try LazyTextColumn(&column, rowsOfForm, forms.map(\.hasTransaction))
        let numbers = try column.splitColumns(3)
        sequences = numbers[2]
        var times = numbers[0]
        let timesOfRows = try times.sums(count)
        try times.finish()
        meta = BlockMeta(
            times: timesOfRows, peers: peers, forms: forms, formOfRow: formOfRow,
            columns: BlockMeta.Columns(
                shapes: shapes, tags: tags, transactions: transactions, latencies: numbers[1]))
    }

    /// The sequence numbers of all rows whose entries had ended by a moment; 0 for the others.
    /// - Parameter ends: those of the rows.
    func readSequences(_ ends: [Int64], until end: Int64) throws(StoreError) -> [Int64] {
        var column = sequences
        var origins: [UInt32] = []
        // Mostly there is one.
        if meta.peers.contains(where: { $0.origin != meta.peers[0].origin }) {
            origins.reserveCapacity(ends.count)
            for run in meta.peers { origins.append(contentsOf: repeatElement(run.origin, count: run.rows.count)) }
        }
        let numbers = try SequenceColumn.read(&column, ends: ends, origins: origins, until: end)
        if end == .max { try column.finish() }
        return numbers
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
