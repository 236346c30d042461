import OCPP
import OCPPLog

/// What a block says of its entries without their texts: columns, one value a row.
struct BlockMeta: Sendable {
    /// Rows one behind the other that came over one connection.
    struct PeerRun: Sendable {
        var site: SiteID
        var charger: ChargerID
        var connection: ConnectionID
        /// The origin of the entry ids.
        var origin: UInt32
        var rows: Range<Int>
    }

    /// A shape with what else rows of one kind have in common.
    struct Form: Sendable, Hashable {
        /// Which of ``BlockMeta/shapes``.
        var shape: Int
        var hasLatency: Bool
        var hasTag: Bool
        var hasTransaction: Bool
        var uniqueID: UniqueIDKind
        /// Which of the bodies of the part `text`.
        var body: Int
    }

    /// Texts that repeat: each once, and for each row the number of its text, or -1.
    struct TextColumn: Sendable {
        var texts: [String]
        var codes: [Int32]

        subscript(row: Int) -> String? {
            codes[row] < 0 ? nil : texts[Int(codes[row])]
        }
    }

    /// Microseconds, in the order of the rows.
    var times: [Int64]
    var peers: [PeerRun]
    var shapes: [Shape]
    var forms: [Form]
    /// For each row the number of its form.
    var formOfRow: [Int32]
    var latencies: [Int64?]
    var tags: TextColumn
    var transactions: TextColumn

    var count: Int { times.count }

    /// The number of a row's shape.
    func shapeOfRow(_ row: Int) -> Int {
        forms[Int(formOfRow[row])].shape
    }

    /// The run that a row is in.
    func peer(ofRow row: Int) -> PeerRun {
        // The runs cover all rows, one behind the other.
        var low = 0
        var high = peers.count - 1
        while low < high {
            let middle = (low + high) / 2
            if peers[middle].rows.upperBound > row { high = middle } else { low = middle + 1 }
        }
        return peers[low]
    }

    /// Fills in what these columns know of a row.
    func complete(_ entry: inout Entry, row: Int) {
        let peer = peer(ofRow: row)
        entry.id.origin = peer.origin
        entry.datetime = Timestamp(microseconds: times[row])
        entry.siteID = peer.site
        entry.chargerID = peer.charger
        entry.connectionID = peer.connection
        entry.latency = latencies[row]
        entry.transactionID = transactions[row]
        entry.idTag = tags[row]
    }
}
