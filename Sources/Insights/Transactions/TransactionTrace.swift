public import OCPP
public import OCPPLog

/// Finds the transaction that an entry belongs to, with its curve, its messages and what rules found in them.
///
/// An entry knows its transaction better than an id does: ids are used again, a start that nobody answered has none, and the
/// station's clock may be wrong. Entries of the station go in, oldest first.
public struct TransactionTrace: Sendable {
    /// A transaction, and what is beside it.
    public struct Found: Sendable {
        /// The transaction, with its curve.
        public var transaction: Transaction
        /// What rules found in its messages, and what names them elsewhere, in the order of time.
        public var findings: [Finding]
    }

    /// So long after the entry reading ends, where no end of the transaction was told.
    public static let longest = Duration.seconds(7 * 86_400)
    /// So many findings are kept until it is known which messages belong to it, the newest.
    private static let mostFindings = 10_000
    /// So long after an end a message may belong to it.
    private static let reach = Duration.seconds(300)

    /// What is to be read, oldest first: everything that the station said.
    public let query: Query
    /// From when on: a day before, since rules look at what was before.
    public let readingFrom: Timestamp
    /// Until when at the latest.
    public let readingTo: Timestamp

    private let anchor: Entry
    private let station: Station
    private var assembly = TransactionAssembly()
    private var engine = FindingEngine()
    private var found: Transaction?
    private var findings: [Finding] = []
    private var end: Timestamp?

    /// The one that an entry belongs to.
    public init(of anchor: Entry) {
        self.anchor = anchor
        station = Station(of: anchor)
        query = .charger(anchor.chargerID)
        readingFrom = anchor.datetime.advanced(by: .zero - FindingSelection.lookback)
        readingTo = anchor.datetime.advanced(by: Self.longest)
    }

    /// Shows the next entry.
    /// - Returns: whether more is wanted.
    public mutating func read(_ entry: Entry) -> Bool {
        if let end, entry.datetime > end { return false }
        guard Station(of: entry) == station else { return true }
        for finding in engine.read(entry) {
            if findings.count >= 2 * Self.mostFindings { findings.removeFirst(Self.mostFindings) }
            findings.append(finding)
        }
        assembly.read(entry)
        for transaction in assembly.takeFinished() { consider(transaction) }
        if end == nil, entry.datetime >= anchor.datetime, isEnd(entry) { end = entry.datetime.advanced(by: Self.reach) }
        return true
    }

    /// There are no more entries.
    /// - Returns: nil where the entry belongs to no transaction.
    public mutating func finish() -> Found? {
        for transaction in assembly.finish() { consider(transaction) }
        guard let found else { return nil }
        let own = Set(found.entries)
        return Found(
            transaction: found,
            findings: findings.filter { own.contains($0.entryID) || $0.related.contains(where: own.contains) })
    }

    /// A state may belong to two, the end of one and the time before the next; a start and a stop belong to one.
    private mutating func consider(_ transaction: Transaction) {
        guard transaction.entries.contains(anchor.id) else { return }
        if found.map({ !isOwn($0) }) ?? true { found = transaction }
    }

    private func isOwn(_ one: Transaction) -> Bool {
        one.start?.entryID == anchor.id || one.stop?.entryID == anchor.id
            || (one.id == anchor.transactionID && !one.id.isEmpty)
    }

    private func isEnd(_ entry: Entry) -> Bool {
        guard let id = anchor.transactionID, entry.transactionID == id else { return false }
        switch entry.action {
        case .stopTransaction?: return true
        case .transactionEvent?: return ReadEntry(entry).request.text("eventType") == "Ended"
        default: return false
        }
    }
}

extension Transaction {
    /// The entry that it is known by: the one that began it; where that was not seen, the one that ended it, or the first.
    public var key: EntryID? { start?.entryID ?? stop?.entryID ?? entries.first }

    /// When it began here, whatever the station's clock says; of one whose start was not seen, when it ended. Nil for one of which
    /// only messages in between were seen.
    public var arrived: Timestamp? { start?.arrived ?? stop?.arrived }
}
