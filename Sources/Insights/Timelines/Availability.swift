/// How much of the time a connector could be used. All times in microseconds; together they are the whole timeline.
public struct Availability: Sendable, Hashable {
    /// What counts as what, as it is printed beside the figures.
    public static let formula = """
        (ready + in use) / (ready + in use + out of order + not connected). Ready: Available, Preparing, Finishing, Reserved. \
        In use: Charging, SuspendedEV, SuspendedEVSE, Occupied. Out of order: Faulted, Unavailable. Time without a \
        connection counts as not connected whatever was reported before it. Time that was not logged, and time before the \
        first report, count neither way. Silence counts as the state that was last reported.
        """

    /// Available, Preparing, Finishing, Reserved.
    public var ready: Int64 = 0
    /// Charging, SuspendedEV, SuspendedEVSE, Occupied.
    public var inUse: Int64 = 0
    /// Faulted, Unavailable.
    public var outOfOrder: Int64 = 0
    /// Without a connection.
    public var notConnected: Int64 = 0
    /// What was not logged.
    public var notLogged: Int64 = 0
    /// Before the first report, and states that are no words of OCPP.
    public var unknown: Int64 = 0

    /// From 0 to 1, by ``formula``; nil where nothing is known.
    public var share: Double? { Self.share(of: ready, inUse, without: outOfOrder, notConnected) }

    /// The same of the time in which it was connected.
    public var shareConnected: Double? { Self.share(of: ready, inUse, without: outOfOrder, 0) }

    private static func share(of ready: Int64, _ inUse: Int64, without out: Int64, _ away: Int64) -> Double? {
        let good = Double(ready) + Double(inUse)
        let all = good + Double(out) + Double(away)
        return all > 0 ? good / all : nil
    }

    init(ready: Int64, inUse: Int64, outOfOrder: Int64, notConnected: Int64, notLogged: Int64, unknown: Int64) {
        self.ready = ready
        self.inUse = inUse
        self.outOfOrder = outOfOrder
        self.notConnected = notConnected
        self.notLogged = notLogged
        self.unknown = unknown
    }

    /// Counts the states of a connector, less the times in which nothing is known.
    init(_ states: [Timeline.State], _ absences: [Timeline.Absence], in whole: Stretch) {
        let away = absences.filter { $0.kind == .notConnected }.map { Stretch(from: $0.from, to: $0.to) }
        let hidden = absences.filter { $0.kind == .notLogged }.map { Stretch(from: $0.from, to: $0.to) }
        notConnected = Self.total(away, in: whole)
        notLogged = Self.total(hidden, in: whole)
        for state in states {
            let stretch = Stretch(from: state.from, to: state.to)
            let length = max(0, stretch.length - Self.total(away, in: stretch) - Self.total(hidden, in: stretch))
            switch state.status {
            case "Available", "Preparing", "Finishing", "Reserved": ready += length
            case "Charging", "SuspendedEV", "SuspendedEVSE", "Occupied": inUse += length
            case "Faulted", "Unavailable": outOfOrder += length
            default: break
            }
        }
        unknown = max(0, whole.length - ready - inUse - outOfOrder - notConnected - notLogged)
    }

    private static func total(_ stretches: [Stretch], in whole: Stretch) -> Int64 {
        stretches.reduce(0) { $0 + $1.overlap(whole) }
    }
}
