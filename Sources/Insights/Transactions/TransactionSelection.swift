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

    /// Many stations are asked for all at once.
    private static let mostNamed = 100

    private let from: Timestamp?
    private let id: String?
    private let stations: Query
    private let asksStatesLast: Bool
    private var assembly = TransactionAssembly()

    /// - Parameters:
    ///   - query: of it, what is about stations and sites is asked.
    ///   - from: the first moment, included; nil: from the beginning.
    ///   - id: only those with this id, with everything that belongs to them.
    ///   - readsMeters: whether meter values are read too, for the highest power: many times as much is read then.
    ///   - asksStatesLast: whether who reads a list can ask a second question, ``statesToRead``: most entries say that a connector is
    ///     free, and few stations have a transaction left of which that says the end.
    public init(
        _ query: Query, from: Timestamp? = nil, id: String? = nil, readsMeters: Bool = false,
        asksStatesLast: Bool = false
    ) {
        let stations = query.ofStations
        self.stations = stations
        self.asksStatesLast = asksStatesLast && id == nil && !readsMeters
        let whole = readsMeters ? TransactionAssembly.neededWithMeters : TransactionAssembly.needed
        let needed = self.asksStatesLast ? TransactionAssembly.ends : whole
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

    /// What is still to be read before the end, oldest first, and from when on: of the stations where one runs, the reports that a
    /// connector is free. Nil when nothing is.
    public var statesToRead: (query: Query, from: Timestamp)? {
        guard asksStatesLast, let running = assembly.running else { return nil }
        let chargers = Set(running.stations.map(\.charger.rawValue)).sorted()
        let own: Query =
            chargers.count <= Self.mostNamed
            ? .field(.charger, chargers.map { .glob(Glob(literal: $0)) }) : stations
        let query: Query = own == .everything ? TransactionAssembly.free : .and([own, TransactionAssembly.free])
        return (query, readingFrom.map { max($0, running.since) } ?? running.since)
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
