import OCPP
import OCPPLog

/// Collects the columns of the part `meta` of one block.
struct MetaWriter {
    private var peers: ByteTable
    private var peerOfRow: [Int] = []
    private var shapes: ByteTable
    private var forms: ByteTable
    private var formOfRow: [Int] = []
    private var times = ColumnWriter()
    private var latencies = ColumnWriter()
    private var tags: TextColumnWriter
    private var transactions: TextColumnWriter
    private var sequences = SequenceColumn()
    private var lastTime: Int64 = 0
    private var scratch = ColumnWriter()

    init(seed: UInt64) {
        peers = ByteTable(seed: seed)
        shapes = ByteTable(seed: seed)
        forms = ByteTable(seed: seed)
        tags = TextColumnWriter(seed: seed)
        transactions = TextColumnWriter(seed: seed)
    }

    mutating func removeAll() {
        peers.removeAll()
        peerOfRow.removeAll(keepingCapacity: true)
        shapes.removeAll()
        forms.removeAll()
        formOfRow.removeAll(keepingCapacity: true)
        times.removeAll()
        latencies.removeAll()
        tags.removeAll()
        transactions.removeAll()
        sequences.removeAll()
        lastTime = 0
    }

    /// - Parameter body: the number of what is kept of the entry in the parts `text` and `num`.
    mutating func append(_ entry: Entry, uniqueID: UniqueIDKind, body: Int) {
        times.integer(entry.datetime.microseconds &- lastTime)
        lastTime = entry.datetime.microseconds
        peerOfRow.append(peer(of: entry))
        if let latency = entry.latency { latencies.integer(latency) }
        if let tag = entry.idTag { tags.append(tag) }
        if let transaction = entry.transactionID { transactions.append(transaction) }
        sequences.append(entry)
        formOfRow.append(form(of: entry, uniqueID, body))
    }

    private mutating func peer(of entry: Entry) -> Int {
        scratch.removeAll()
        scratch.text(entry.siteID.rawValue)
        scratch.text(entry.chargerID.rawValue)
        scratch.fixed(entry.connectionID.rawValue)
        scratch.fixed(entry.id.origin)
        return scratch.bytes.withUnsafeBufferPointer { peers.number(of: $0) }
    }

    private mutating func form(of entry: Entry, _ uniqueID: UniqueIDKind, _ body: Int) -> Int {
        scratch.removeAll()
        scratch.shape(of: entry)
        let shape = scratch.bytes.withUnsafeBufferPointer { shapes.number(of: $0) }
        scratch.removeAll()
        scratch.count(shape)
        scratch.byte(
            (entry.latency == nil ? 0 : 1) | (entry.idTag == nil ? 0 : 2) | (entry.transactionID == nil ? 0 : 4)
                | UInt8(uniqueID.rawValue) << 3)
        scratch.count(body)
        return scratch.bytes.withUnsafeBufferPointer { forms.number(of: $0) }
    }

    /// Writes all of it.
    mutating func write(to column: inout ColumnWriter) {
        column.count(peerOfRow.count)
        column.count(peers.count)
        column.raw(peers.bytes)
        writePeerRuns(to: &column)
        column.count(shapes.count)
        column.raw(shapes.bytes)
        column.count(forms.count)
        column.raw(forms.bytes)
        column.raw(times.bytes)
        writeForms(to: &column)
        column.raw(latencies.bytes)
        tags.write(to: &column)
        transactions.write(to: &column)
        sequences.write(to: &column)
    }

    private func writePeerRuns(to column: inout ColumnWriter) {
        var start = 0
        while start < peerOfRow.count {
            var end = start + 1
            while end < peerOfRow.count, peerOfRow[end] == peerOfRow[start] { end += 1 }
            column.count(peerOfRow[start])
            column.count(end - start)
            start = end
        }
    }

    private func writeForms(to column: inout ColumnWriter) {
        for form in formOfRow { column.count(form) }
    }
}
