public import OCPP

/// A charging station that is connected to the controller.
public struct ConnectedCharger: Sendable, Hashable {
    /// Its identity.
    public var chargerID: ChargerID
    /// The version its newest connection speaks.
    public var version: OCPPVersion
    /// Since when.
    public var since: Timestamp
    /// Where it connects from, with its port; nil where the system does not tell.
    public var remoteAddress: String?

    /// A station with its connection.
    public init(chargerID: ChargerID, version: OCPPVersion, since: Timestamp, remoteAddress: String? = nil) {
        self.chargerID = chargerID
        self.version = version
        self.since = since
        self.remoteAddress = remoteAddress
    }
}
