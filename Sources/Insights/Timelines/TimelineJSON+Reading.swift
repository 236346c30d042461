import OCPP
import OCPPLog

// What a server sends becomes a value again.
extension TimelineJSON {
    /// A timeline as ``object(of:unreadable:)`` writes it; nil for anything else.
    public static func timeline(_ json: [UInt8]) -> (timeline: Timeline, unreadable: Int)? {
        let members = Members(json, at: 0)
        guard let charger = members.text("charger_id"), let from = members.time("from"), let to = members.time("to")
        else { return nil }
        let timeline = Timeline(
            charger: ChargerID(charger), site: members.text("site_id").map { SiteID($0) }, from: from, to: to,
            connectors: members.objects("connectors").map(connector), boots: members.objects("boots").compactMap(boot),
            faults: members.objects("faults").compactMap(fault),
            connections: members.objects("connections").map {
                Timeline.Connection(from: $0.time("from"), to: $0.time("to"), end: $0.text("end"))
            },
            absences: members.objects("absences").compactMap(absence),
            heartbeatInterval: members.integer("heartbeat_interval_s"),
            silentAfter: members.integer("silent_after_s") ?? 0, entries: members.integer("entries") ?? 0,
            omitted: members.integer("omitted") ?? 0)
        return (timeline, members.integer("unreadable") ?? 0)
    }

    private static func key(_ json: Members) -> ConnectorKey {
        ConnectorKey(evse: json.integer("evse_id"), connector: json.integer("connector_id"))
    }

    private static func connector(_ json: Members) -> Timeline.Connector {
        let figures = json.object("availability")
        func time(_ name: String) -> Int64 {
            let microseconds = ((figures.number(name) ?? 0) * 1_000_000).rounded()
            return abs(microseconds) < 9e18 ? Int64(microseconds) : 0
        }
        let availability = Availability(
            ready: time("ready_s"), inUse: time("in_use_s"), outOfOrder: time("out_of_order_s"),
            notConnected: time("not_connected_s"), notLogged: time("not_logged_s"), unknown: time("unknown_s"))
        return Timeline.Connector(
            key: key(json), states: json.objects("states").compactMap(state), more: json.integer("more_states") ?? 0,
            availability: availability)
    }

    private static func state(_ json: Members) -> Timeline.State? {
        guard let from = json.time("from"), let to = json.time("to"), let status = json.text("status"),
            let id = json.text("entry").flatMap({ EntryID($0) })
        else { return nil }
        return Timeline.State(
            from: from, to: to, status: status, errorCode: json.text("error_code"),
            vendorErrorCode: json.text("vendor_error_code"), meaning: json.text("meaning"), entryID: id)
    }

    private static func boot(_ json: Members) -> Timeline.Boot? {
        guard let time = json.time("time"), let id = json.text("entry").flatMap({ EntryID($0) }) else { return nil }
        return Timeline.Boot(
            time: time, reason: json.text("reason"), firmware: json.text("firmware"), answer: json.text("answer"),
            entryID: id)
    }

    private static func fault(_ json: Members) -> Timeline.Fault? {
        state(json).map { Timeline.Fault(connector: key(json), state: $0, isOpen: json.flag("is_over") == false) }
    }

    private static func absence(_ json: Members) -> Timeline.Absence? {
        guard let kind = json.text("kind").flatMap({ Timeline.Absence.Kind(rawValue: $0) }),
            let from = json.time("from"), let to = json.time("to")
        else { return nil }
        return Timeline.Absence(kind: kind, from: from, to: to, detail: json.text("detail") ?? "")
    }
}
