import OCPP
import OCPPLog

/// Collects the columns of the part `meta` of one block.
struct MetaWriter {
    private var peers: ByteTable
    private var peerOfRow: [Int] = []
    /// The one of the row before: rows are sorted by peer.
    private var lastPeer: Peer?
    private var shapes: ByteTable
    /// For each row its shape and what else it has; with its body it makes its form.
    private var kinds: [(shape: Int, flags: UInt8)] = []
    private var forms: ByteTable
    private var times = SplitWriter()
    private var latencies = SplitWriter()
    private var tags: TextColumnWriter
    private var transactions: TextColumnWriter
    private var sequences = SequenceColumn()
    private var numbers = SplitWriter()
    private var lastTime: Int64 = 0
    private var scratch = ColumnWriter()

    private struct Peer {
        var site: SiteID
        var charger: ChargerID
        var connection: ConnectionID
        var origin: UInt32
        var number: Int
    }

    /// Rows so far.
    var count: Int { kinds.count }

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
        lastPeer = nil
        shapes.removeAll()
        forms.removeAll()
        kinds.removeAll(keepingCapacity: true)
        times.removeAll()
        latencies.removeAll()
        tags.removeAll()
        transactions.removeAll()
        sequences.removeAll()
        lastTime = 0
    }

    mutating func append(_ entry: Entry, uniqueID: UniqueIDKind) {
        times.integer(entry.datetime.microseconds &- lastTime)
        lastTime = entry.datetime.microseconds
        peerOfRow.append(peer(of: entry))
        if let latency = entry.latency { latencies.integer(latency) }
        if let tag = entry.idTag { tags.append(tag) }
        if let transaction = entry.transactionID { transactions.append(transaction) }
        sequences.append(entry)
        let flags: UInt8 =
            (entry.latency == nil ? 0 : 1) | (entry.idTag == nil ? 0 : 2) | (entry.transactionID == nil ? 0 : 4)
        kinds.append((shape(of: entry), flags | UInt8(uniqueID.rawValue) << 3))
    }

    private mutating func peer(of entry: Entry) -> Int {
        if let lastPeer, lastPeer.connection == entry.connectionID, lastPeer.origin == entry.id.origin,
            lastPeer.charger.rawValue.isSame(as: entry.chargerID.rawValue),
            lastPeer.site.rawValue.isSame(as: entry.siteID.rawValue)
        {
            return lastPeer.number
        }
        let number = newPeer(of: entry)
        lastPeer = Peer(
            site: entry.siteID, charger: entry.chargerID, connection: entry.connectionID, origin: entry.id.origin,
            number: number)
        return number
    }

    private mutating func newPeer(of entry: Entry) -> Int {
        scratch.removeAll()
        scratch.text(entry.siteID.rawValue)
        scratch.text(entry.chargerID.rawValue)
        scratch.fixed(entry.connectionID.rawValue)
        scratch.fixed(entry.id.origin)
        return scratch.bytes.withUnsafeBufferPointer { peers.number(of: $0) }
    }

    private mutating func shape(of entry: Entry) -> Int {
        scratch.removeAll()
        scratch.shape(of: entry)
        return scratch.bytes.withUnsafeBufferPointer { shapes.number(of: $0) }
    }

    private mutating func form(of row: Int, body: Int) -> Int {
        scratch.removeAll()
        scratch.count(kinds[row].shape)
        scratch.byte(kinds[row].flags)
        scratch.count(body)
        return scratch.bytes.withUnsafeBufferPointer { forms.number(of: $0) }
    }

    /// Writes all of it.
    /// - Parameter bodies: for each row the number of what is kept of it in the parts `text` and `num`.
    mutating func write(bodies: [Int], to column: inout ColumnWriter) {
        let formOfRow = bodies.indices.map { form(of: $0, body: bodies[$0]) }
        column.count(peerOfRow.count)
        column.count(peers.count)
        column.raw(peers.bytes)
        writePeerRuns(to: &column)
        column.count(shapes.count)
        column.raw(shapes.bytes)
        column.count(forms.count)
        column.raw(forms.bytes)
        for form in formOfRow { column.count(form) }
        tags.write(to: &column)
        transactions.write(to: &column)
        numbers.removeAll()
        sequences.write(to: &numbers)
        write([times, latencies, numbers], to: &column)
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

    /// Writes columns of split numbers: how long each is, then their tokens, then their bits.
    private func write(_ numbers: [SplitWriter], to column: inout ColumnWriter) {
        for own in numbers {
            column.count(own.tokens.count)
            column.count((own.bits.count + 7) / 8)
        }
        for own in numbers {
            column.cut()
            column.raw(own.tokens.bytes)
        }
        column.cut()
        for own in numbers { column.raw(own.allBits) }
    }
}
