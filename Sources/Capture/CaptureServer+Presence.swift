public import OCPP
public import OCPPLog
import Synchronization

/// Proxy and controller alike know who is connected.
extension CaptureServer: ChargerPresence {
    /// The stations that are connected now, by identity: since when the newest of their connections is open.
    public var connectedSince: [ChargerID: Timestamp] { context.connections.withLock { $0.connected } }
}
