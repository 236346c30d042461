import NIOCore
import OCPP
import OCPPLog
import Synchronization

/// The charging stations that are connected to the controller, each with its newest connection. Bounded by the connections.
final class ConnectedChargers: Sendable {
    /// One connection and the way to it.
    struct Line: Sendable {
        var connectionID: ConnectionID
        var charger: ConnectedCharger
        /// Used on the connection's event loop only.
        var session: NIOLoopBound<CallSession>
        var loop: any EventLoop
    }

    private let lines = Mutex<[ChargerID: Line]>([:])

    /// By identity.
    var connected: [ConnectedCharger] {
        lines.withLock { $0.values.map(\.charger) }.sorted { $0.chargerID.rawValue < $1.chargerID.rawValue }
    }

    func line(to charger: ChargerID) -> Line? {
        lines.withLock { $0[charger] }
    }

    /// A connection is open; it takes the place of an older one of the same station.
    func opened(_ line: Line) {
        lines.withLock { $0[line.charger.chargerID] = line }
    }

    /// A connection is gone; a newer one of the same station stays.
    func closed(_ charger: ChargerID, _ connection: ConnectionID) {
        lines.withLock { lines in
            guard lines[charger]?.connectionID == connection else { return }
            lines[charger] = nil
        }
    }
}
