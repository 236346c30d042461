import OCPP
import OCPPLog

/// A run of rows of the hot table in memory, in the order in which they were written: their records, and what rules them out.
///
/// A copy is a snapshot: rows that are appended later are not in it.
struct HotRun: Sendable {
    /// So many rows fill a run, unless told otherwise.
    static let rows = 1_024

    /// The records, one behind the other.
    private var records: [UInt8] = []
    private var ends: [Int] = []
    private(set) var ids: [EntryID] = []
    /// In microseconds.
    private(set) var times: [Int64] = []
    /// By row: numbers of ``NameTable`` and ``ShapeTable``.
    private(set) var peers: [Int32] = []
    private(set) var shapes: [Int32] = []
    private(set) var facts = HotFacts()
    private(set) var grams = GramFilter()

    /// - Parameter bytes: about so many bytes its records will take.
    init(bytes: Int = 0) {
        records.reserveCapacity(bytes)
    }

    var count: Int { times.count }
    /// How many bytes its records take.
    var bytes: Int { records.count }
    /// Of an empty run the beginning of all times.
    var newest: Timestamp { Timestamp(microseconds: facts.newest) }
    var oldest: Timestamp { Timestamp(microseconds: facts.oldest) }

    /// Adds a row.
    /// - Parameter record: what ``Record`` made of the entry.
    mutating func append(_ entry: Entry, record: [UInt8], peer: Int32, shape: Int32) {
        records += record
        ends.append(records.count)
        ids.append(entry.id)
        times.append(entry.datetime.microseconds)
        peers.append(peer)
        shapes.append(shape)
        facts.add(entry, peer: peer, shape: shape)
        grams.add(entry)
    }

    /// The entry of a row.
    /// - Throws: ``StoreError/Code/corrupt``.
    func entry(_ row: Int) throws(StoreError) -> Entry {
        try withRecord(row) { record throws(StoreError) in try Record.decode(record) }
    }

    /// The entry of a row of one of many runs. No run is copied for it, only what it needs is held.
    /// - Throws: ``StoreError/Code/corrupt``.
    static func entry(_ row: Int, in runs: [HotRun], at index: Int) throws(StoreError) -> Entry {
        let (records, ends) = (runs[index].records, runs[index].ends)
        return try Record.decode(records.span.extracting((row == 0 ? 0 : ends[row - 1])..<ends[row]))
    }

    /// Hands over the record of a row.
    func withRecord<Value, Failure: Error>(
        _ row: Int, _ body: (Span<UInt8>) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try body(records.span.extracting((row == 0 ? 0 : ends[row - 1])..<ends[row]))
    }
}

/// What rules a run of hot rows out without a look at its rows.
struct HotFacts: Sendable {
    private(set) var oldest = Int64.max
    private(set) var newest = Int64.min
    private(set) var contents: SegmentFacts.Contents = []
    private(set) var leastTransaction = Int64.max
    private(set) var greatestTransaction = Int64.min
    /// Each number once.
    private(set) var peers: [Int32] = []
    private(set) var shapes: [Int32] = []
    private(set) var leastSequence = Int64.max
    private(set) var greatestSequence = Int64.min
    /// The hashes of unique ids, by row; 0 where there is none.
    private(set) var uniqueIDs: [UInt64] = []

    mutating func add(_ entry: Entry, peer: Int32, shape: Int32) {
        oldest = min(oldest, entry.datetime.microseconds)
        newest = max(newest, entry.datetime.microseconds)
        leastSequence = min(leastSequence, entry.id.sequence)
        greatestSequence = max(greatestSequence, entry.id.sequence)
        if !peers.contains(peer) { peers.append(peer) }
        if !shapes.contains(shape) { shapes.append(shape) }
        if entry.idTag != nil { contents.insert(.tags) }
        if entry.uniqueID != nil { contents.insert(.uniqueIDs) }
        uniqueIDs.append(entry.uniqueID.map { UniqueIDFilter.hash(of: $0.rawValue) } ?? 0)
        guard let transaction = entry.transactionID else { return }
        if let number = TransactionNumber.value(of: transaction) {
            contents.insert(.numericTransactions)
            leastTransaction = min(leastTransaction, number)
            greatestTransaction = max(greatestTransaction, number)
        } else {
            contents.insert(.otherTransactions)
        }
    }
}
