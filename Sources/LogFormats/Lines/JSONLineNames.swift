import OCPP

/// What the members of a JSON line say about it, by the names that loggers give them.
struct JSONLineNames {
    private(set) var time: LoggedTime?
    private(set) var charger: String?
    private(set) var sender = LoggedSender.unknown
    /// Whether the line is an entry in the eight-field form, or a row of CitrineOS: they have readers of their own.
    private(set) var isEntry = false

    private static let times: [StaticString] = [
        "timestamp", "time", "ts", "@timestamp", "datetime", "date", "asctime", "created", "Timestamp", "t",
    ]
    private static let chargers: [StaticString] = [
        "charge_point_id", "chargePointId", "charger_id", "chargerId", "charge_point", "chargePoint", "stationId",
        "station_id", "station", "chargingStationId", "charging_station", "chargeBoxId", "charge_box_id", "cp_id",
        "cpId",
        "cp", "identity", "charger",
    ]
    private static let directions: [StaticString] = ["direction", "dir", "origin", "source", "sender"]

    private static let fields: [StaticString] = [
        "charger_id", "datetime", "site_id", "connector_id", "request", "response", "request_frame", "response_frame",
    ]

    init(_ row: JSONRow, _ bytes: [UInt8]) {
        isEntry =
            row.member("correlationId", in: bytes) != nil
            || Self.fields.count { row.member($0, in: bytes) != nil } > 1
        guard !isEntry else { return }
        time = Self.times.lazy.compactMap { row.text($0, in: bytes) }.compactMap(StatedTime.read).first
        charger = Self.chargers.lazy.compactMap { row.text($0, in: bytes) }.first
        sender =
            Self.directions.lazy.compactMap { row.text($0, in: bytes) }.map(StatedSender.named)
            .first { $0 != .unknown } ?? .unknown
    }
}
