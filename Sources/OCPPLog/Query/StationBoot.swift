public import OCPP

/// What a charging station said of itself when it booted: in 1.6 beside each other, in 2.x within `chargingStation`.
public struct StationBoot: Sendable, Hashable {
    /// When it booted.
    public var datetime: Timestamp
    /// The version that the station spoke.
    public var version: OCPPVersion
    /// Its maker; nil where it said none.
    public var vendor: String?
    /// Its model; nil where it said none.
    public var model: String?
    /// The version of its firmware; nil where it said none.
    public var firmware: String?

    /// What the request of a BootNotification says; nil for every other entry, and for one that could not be read.
    public init?(_ entry: Entry) {
        guard Self.isBoot(entry), let payload = entry.request?.payloadBytes else { return nil }
        let members = try? JSONMembers(of: Array(payload))
        let station = members?["chargingStation"].flatMap { try? JSONMembers(of: $0.bytes) }
        datetime = entry.datetime
        version = entry.version
        vendor = station?["vendorName"]?.text ?? members?["chargePointVendor"]?.text
        model = station?["model"]?.text ?? members?["chargePointModel"]?.text
        firmware = station?["firmwareVersion"]?.text ?? members?["firmwareVersion"]?.text
    }

    /// Whether an entry says something about its station.
    static func isBoot(_ entry: Entry) -> Bool {
        entry.action == .bootNotification && entry.source == .cp && entry.kind != .malformed
            && entry.request?.payload != nil && entry.request?.error == nil
    }

    func text(_ field: Field) -> String? {
        switch field {
        case .vendor: vendor
        case .model: model
        default: firmware
        }
    }
}
