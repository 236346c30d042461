import OCPP
import OCPPLog

/// Which connections of each station are open, and who connects again and again. Bounded by the connections.
struct ConnectionBook: Sendable {
    private struct Line: Sendable {
        var id: ConnectionID
        var since: Timestamp
    }

    private var open: [ChargerID: [Line]] = [:]
    private var reconnects = ReconnectBook()

    /// The stations with a connection, each with the time when the newest of them was opened.
    var connected: [ChargerID: Timestamp] { open.compactMapValues(\.last?.since) }

    /// A connection is open.
    mutating func opened(_ charger: ChargerID, _ id: ConnectionID, at now: Timestamp) -> ConnectionCircumstances {
        let others = open[charger, default: []]
        open[charger, default: []].append(Line(id: id, since: now))
        return ConnectionCircumstances(
            otherSince: others.last?.since, loop: reconnects.opened(charger, at: now))
    }

    /// A connection is gone; nothing happens when it was never opened.
    mutating func closed(_ charger: ChargerID, _ id: ConnectionID, _ end: ConnectionEnd, at now: Timestamp) {
        guard var lines = open[charger], let index = lines.firstIndex(where: { $0.id == id }) else { return }
        let line = lines.remove(at: index)
        open[charger] = lines.isEmpty ? nil : lines
        reconnects.closed(charger, end, lived: now.since(line.since))
    }
}
