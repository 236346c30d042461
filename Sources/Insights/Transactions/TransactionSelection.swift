public import OCPP
public import OCPPLog

/// Which transactions are wanted: those of the stations that a query names, that began, ran or ended in a stretch of time.
///
/// Reading begins a day before the stretch: a transaction that began before that day shows without its beginning.
public struct TransactionSelection: Sendable {
    /// What is to be read, oldest first: for a list the messages that begin and end transactions and those that say that a
    /// connector is free, for one of them all.
    public let query: Query
    /// From when on it is to be read; nil: from the beginning.
    public let readingFrom: Timestamp?

    private let from: Timestamp?
    private let id: String?
    private var assembly = TransactionAssembly()

    /// - Parameters:
    ///   - query: of it, what is about stations and sites is asked.
    ///   - from: the first moment, included; nil: from the beginning.
    ///   - id: only those with this id, with everything that belongs to them.
    ///   - readsMeters: whether meter values are read too, for the highest power: many times as much is read then.
    public init(_ query: Query, from: Timestamp? = nil, id: String? = nil, readsMeters: Bool = false) {
        let stations = query.ofStations
        let needed = readsMeters ? TransactionAssembly.neededWithMeters : TransactionAssembly.needed
        self.query = id != nil ? stations : stations == .everything ? needed : .and([stations, needed])
        self.from = from
        self.id = id
        readingFrom = from?.advanced(by: .zero - FindingSelection.lookback)
    }

    /// Shows the next entry.
    /// - Returns: transactions that are complete with it and are wanted.
    public mutating func read(_ entry: Entry) -> [Transaction] {
        assembly.read(entry)
        return assembly.takeFinished().filter(isWanted)
    }

    /// There are no more entries: the ones that run come now.
    public mutating func finish() -> [Transaction] {
        assembly.finish().filter(isWanted)
    }

    private func isWanted(_ transaction: Transaction) -> Bool {
        if let id, transaction.id != id { return false }
        guard let from, let stop = transaction.stop else { return true }
        return stop.arrived >= from
    }
}
