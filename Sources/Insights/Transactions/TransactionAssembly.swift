import OCPP
public import OCPPLog

/// Puts the messages of transactions together, station by station: entries in the order of time go in, transactions come out.
///
/// It is streaming: where the input is cut changes nothing, and neither does the order in which stations follow one another.
public struct TransactionAssembly: Sendable {
    /// So many stations are followed; of more, those that were silent for longest are finished as they are.
    public static let mostStations = 20_000

    private var places: [Station: Int] = [:]
    private var stations: [StationTransactions] = []
    private var finished: [Transaction] = []

    /// Nothing read yet.
    public init() {}

    /// The entries that a list needs: those that begin and end transactions, and those that say that a connector is free.
    static let needed = needed(.startTransaction, .stopTransaction, .transactionEvent)
    /// The same with those that say what the meter showed.
    static let neededWithMeters = needed(.startTransaction, .stopTransaction, .transactionEvent, .meterValues)

    private static func needed(_ actions: Action...) -> Query {
        let free = Query.and([
            .action(.statusNotification),
            .literal(.status, "Available"),
        ])
        return .or([.literal(.action, actions.map(\.rawValue)), free])
    }

    /// Reads the next entry.
    public mutating func read(_ entry: Entry) {
        guard entry.action != nil else { return }
        let station = Station(of: entry)
        let place: Int
        if let known = places[station] {
            place = known
        } else {
            if stations.count >= Self.mostStations { finishSilent() }
            places[station] = stations.count
            stations.append(StationTransactions(station))
            place = stations.count - 1
        }
        stations[place].read(ReadEntry(entry), into: &finished)
    }

    /// Those that are complete by now; they are handed out once.
    public mutating func takeFinished() -> [Transaction] {
        defer { finished.removeAll() }
        return finished
    }

    /// There are no more entries: those that run are handed out as they are.
    public mutating func finish() -> [Transaction] {
        for index in stations.indices { stations[index].finish(into: &finished) }
        stations = []
        places = [:]
        return takeFinished()
    }

    private mutating func finishSilent() {
        let order = stations.indices.sorted { stations[$0].heard > stations[$1].heard }
        for index in order.dropFirst(Self.mostStations / 2) { stations[index].finish(into: &finished) }
        stations = order.prefix(Self.mostStations / 2).map { stations[$0] }
        places = Dictionary(
            stations.enumerated().map { ($1.station, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
