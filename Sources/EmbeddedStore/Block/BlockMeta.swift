import OCPP
import OCPPLog

/// What a block says of its entries without their texts: columns, one value a row.
final class BlockMeta: Sendable {
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
    let times: [Int64]
    let peers: [PeerRun]
    let shapes: [Shape]
    let forms: [Form]
    /// For each row the number of its form.
    let formOfRow: [Int32]
    /// 0 where there is none.
    private let latencies: [Int64]
    let tags: TextColumn
    let transactions: TextColumn

    /// - Parameter latencies: 0 where there is none.
    init(
        times: [Int64], peers: [PeerRun], shapes: [Shape], forms: [Form], formOfRow: [Int32], latencies: [Int64],
        tags: TextColumn, transactions: TextColumn
    ) {
        self.times = times
        self.peers = peers
        self.shapes = shapes
        self.forms = forms
        self.formOfRow = formOfRow
        self.latencies = latencies
        self.tags = tags
        self.transactions = transactions
    }

    var count: Int { times.count }

    /// When the entry of a row ended.
    func end(ofRow row: Int) -> Int64 { times[row] &+ latencies[row] }

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
        entry.latency = forms[Int(formOfRow[row])].hasLatency ? latencies[row] : nil
        entry.transactionID = transactions[row]
        entry.idTag = tags[row]
    }
}
