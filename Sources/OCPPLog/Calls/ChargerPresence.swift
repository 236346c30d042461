public import OCPP

/// Says which charging stations are connected.
///
/// A seam: pages and API ask it and know nothing of connections.
public protocol ChargerPresence: Sendable {
    /// The stations that are connected now, by identity: since when the newest of their connections is open.
    var connectedSince: [ChargerID: Timestamp] { get }
}
