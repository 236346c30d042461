import OCPP
import OCPPLog

/// What a block says of its entries without their texts: columns, one value a row.
///
/// Times, peers and forms are there from the beginning. The rest is decoded when it is first asked for: most searches need
/// little of it, and of few rows.
final class BlockMeta {
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
        /// Which shape of the block.
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

    /// The columns that are not decoded yet.
    struct Columns {
        /// Where each shape begins.
        var shapes: [ColumnReader]
        var tags: LazyTextColumn
        var transactions: LazyTextColumn
        var latencies: SplitReader
    }

    /// Microseconds, in the order of the rows.
    let times: [Int64]
    let peers: [PeerRun]
    let forms: [Form]
    /// For each row the number of its form.
    let formOfRow: [Int32]
    private var columns: Columns
    /// Of the shapes that were read; by themselves, since most of a shape is not asked for.
    private var isKnown: [Bool]
    private var knownShapes: [Shape]
    private var stubs: [Entry]
    private var errors: [(request: ErrorCode?, response: ErrorCode?)]
    private var knownEnds: [Int64]?

    init(times: [Int64], peers: [PeerRun], forms: [Form], formOfRow: [Int32], columns: Columns) {
        self.times = times
        self.peers = peers
        self.forms = forms
        self.formOfRow = formOfRow
        self.columns = columns
        let (count, nothing) = (columns.shapes.count, Entry.stub(SiteID(""), ChargerID("")))
        isKnown = Array(repeating: false, count: count)
        knownShapes = Array(repeating: Shape(of: nothing), count: count)
        stubs = Array(repeating: nothing, count: count)
        errors = Array(repeating: (nil, nil), count: count)
    }

    var count: Int { times.count }

    /// How many shapes the block has.
    var shapeCount: Int { isKnown.count }

    /// One of the shapes.
    func shape(_ number: Int) throws(StoreError) -> Shape {
        try readShape(number)
        return knownShapes[number]
    }

    /// What is known of a row by its shape.
    func stub(ofRow row: Int) throws(StoreError) -> Entry {
        let number = shapeOfRow(row)
        try readShape(number)
        return stubs[number]
    }

    /// The codes of request and response, where they are errors.
    func errors(ofRow row: Int) throws(StoreError) -> (request: ErrorCode?, response: ErrorCode?) {
        let number = shapeOfRow(row)
        try readShape(number)
        return errors[number]
    }

    private func readShape(_ number: Int) throws(StoreError) {
        guard !isKnown[number] else { return }
        var column = columns.shapes[number]
        let shape = try column.shape()
        isKnown[number] = true
        knownShapes[number] = shape
        stubs[number] = shape.stub
        errors[number] = (shape.requestError, shape.responseError)
    }

    /// All shapes.
    func shapes() throws(StoreError) -> [Shape] {
        var shapes: [Shape] = []
        for number in isKnown.indices { shapes.append(try shape(number)) }
        return shapes
    }

    /// The id tags of all rows.
    func tags() throws(StoreError) -> TextColumn { try columns.tags.all(formOfRow) }

    /// The transaction ids of all rows.
    func transactions() throws(StoreError) -> TextColumn { try columns.transactions.all(formOfRow) }

    /// When the entries of all rows ended: time and latency.
    func ends() throws(StoreError) -> [Int64] {
        if let knownEnds { return knownEnds }
        let hasLatency = forms.map(\.hasLatency)
        var count = 0
        for form in formOfRow where hasLatency[Int(form)] { count += 1 }
        var column = columns.latencies
        let numbers = try column.numbers(count)
        try column.finish()
        var ends = times
        var next = 0
        for row in formOfRow.indices where hasLatency[Int(formOfRow[row])] {
            ends[row] &+= Int64(zigzag: UInt64(bitPattern: numbers[next]))
            next += 1
        }
        knownEnds = ends
        return ends
    }

    /// No latency of the block is longer, in microseconds; told without decoding them.
    var latencyBound: Int64 {
        // The numbers are zigzag: of the length of a number half is its sign's.
        Int64(clamping: columns.latencies.bound / 2)
    }

    /// Whether the entry of a row has a latency.
    func hasLatency(_ row: Int) -> Bool {
        forms[Int(formOfRow[row])].hasLatency
    }

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
    func complete(_ entry: inout Entry, row: Int) throws(StoreError) {
        let peer = peer(ofRow: row)
        entry.id.origin = peer.origin
        entry.datetime = Timestamp(microseconds: times[row])
        entry.siteID = peer.site
        entry.chargerID = peer.charger
        entry.connectionID = peer.connection
        entry.latency = hasLatency(row) ? try ends()[row] &- times[row] : nil
        entry.transactionID = try columns.transactions.text(ofRow: row, formOfRow)
        entry.idTag = try columns.tags.text(ofRow: row, formOfRow)
    }
}
