public import OCPP
public import OCPPLog

/// What is to be known of one charging station in a stretch of time: what rules found, its transactions, its clock. One pass over
/// its entries, from ``readingFrom`` on, oldest first.
public struct ChargerSurvey: Sendable {
    /// So many transactions are kept, the newest.
    public static let mostTransactions = 200

    /// What rules found in the stretch of time.
    public private(set) var tally = FindingTally(keeping: 0)
    /// Transactions that ran or ended in it, the newest first; all of them only after ``finish()``.
    public private(set) var transactions: [Transaction] = []
    /// So many there are.
    public private(set) var transactionCount = 0
    /// How far the station's clock was ahead of ours when it last told a time, in microseconds; nil where none was told, and where
    /// the message had waited.
    public var clockOffset: Int64? { memory.clockOffset }

    /// What is to be read.
    public let query: Query
    /// From when on: a day before the stretch.
    public let readingFrom: Timestamp

    private let charger: ChargerID
    private let from: Timestamp
    private var engine = FindingEngine()
    private var assembly = TransactionAssembly()
    private var memory = StationMemory()

    /// - Parameters:
    ///   - charger: whose entries are looked at.
    ///   - from: the first moment of the stretch, included.
    public init(_ charger: ChargerID, from: Timestamp) {
        self.charger = charger
        self.from = from
        query = .charger(charger)
        readingFrom = from.advanced(by: .zero - FindingSelection.lookback)
    }

    /// Shows the next entry.
    public mutating func read(_ entry: Entry) {
        let found = engine.read(entry)
        if entry.datetime >= from { for finding in found { tally.add(finding) } }
        assembly.read(entry)
        take(assembly.takeFinished())
        memory.note(ReadEntry(entry))
    }

    /// There are no more entries: transactions that run come now.
    public mutating func finish() {
        take(assembly.finish())
        cut()
    }

    private mutating func take(_ finished: [Transaction]) {
        for one in finished where one.stop.map({ $0.arrived >= from }) ?? true {
            transactionCount += 1
            transactions.append(one)
        }
        if transactions.count > 2 * Self.mostTransactions { cut() }
    }

    private mutating func cut() {
        transactions.sort { ($1.arrived ?? $1.began, $1.id) < ($0.arrived ?? $0.began, $0.id) }
        transactions.removeLast(max(0, transactions.count - Self.mostTransactions))
    }
}
