public import OCPP

/// Frames of one connection that were lost before anybody could read them: of them nothing is known but their number and time.
public struct LostFrames: Sendable, Hashable {
    /// The charging station they are of.
    public var charger: ChargerID
    /// The connection they passed on.
    public var connection: ConnectionID
    /// The version that the connection spoke.
    public var version: OCPPVersion
    /// How many.
    public var frames: Int
    /// When the first was there.
    public var from: Timestamp
    /// When the last was there.
    public var to: Timestamp

    /// Frames that are missing.
    public init(
        charger: ChargerID, connection: ConnectionID, version: OCPPVersion, frames: Int, from: Timestamp, to: Timestamp
    ) {
        self.charger = charger
        self.connection = connection
        self.version = version
        self.frames = frames
        self.from = from
        self.to = to
    }
}

extension LostFrames {
    /// What stands for them where losses are counted by entries.
    var entry: Entry {
        var entry = Entry(
            kind: .gap, datetime: from, chargerID: charger, connectionID: connection, source: .cp, version: version)
        entry.missing = frames
        entry.latency = max(0, to.since(from).wholeMicroseconds)
        return entry
    }
}
