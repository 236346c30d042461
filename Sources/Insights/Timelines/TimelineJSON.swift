import OCPP
public import OCPPLog

/// Writes timelines as JSON: one object on one line, the same for the API and the command line.
public enum TimelineJSON {
    /// A timeline. Every member is there; what is not known is null.
    public static func object(of timeline: Timeline, unreadable: Int) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("charger_id", text: timeline.charger.rawValue)
        object.add("site_id", text: timeline.site?.rawValue)
        object.add("from", text: timeline.from.description)
        object.add("to", text: timeline.to.description)
        object.add("entries", number: timeline.entries)
        object.add("heartbeat_interval_s", number: timeline.heartbeatInterval)
        object.add("silent_after_s", number: timeline.silentAfter)
        object.add("availability_formula", text: Availability.formula)
        object.add("connectors", objects: timeline.connectors.map(connector))
        object.add("boots", objects: timeline.boots.map(boot))
        object.add("faults", objects: timeline.faults.map(fault))
        object.add("connections", objects: timeline.connections.map(connection))
        object.add("absences", objects: timeline.absences.map(absence))
        object.add("omitted", number: timeline.omitted)
        object.add("unreadable", number: unreadable)
        return object
    }

    private static func add(_ key: ConnectorKey, to object: inout JSONObjectText) {
        object.add("connector_id", number: key.connector)
        object.add("evse_id", number: key.evse)
    }

    private static func connector(_ connector: Timeline.Connector) -> JSONObjectText {
        var object = JSONObjectText()
        add(connector.key, to: &object)
        object.add("availability", json: availability(connector.availability).json)
        object.add("states", objects: connector.states.map(state))
        object.add("more_states", number: connector.more)
        return object
    }

    private static func availability(_ availability: Availability) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("share", json: availability.share.map { "\($0)" } ?? "null")
        object.add("share_connected", json: availability.shareConnected.map { "\($0)" } ?? "null")
        object.add("ready_s", json: seconds(availability.ready))
        object.add("in_use_s", json: seconds(availability.inUse))
        object.add("out_of_order_s", json: seconds(availability.outOfOrder))
        object.add("not_connected_s", json: seconds(availability.notConnected))
        object.add("not_logged_s", json: seconds(availability.notLogged))
        object.add("unknown_s", json: seconds(availability.unknown))
        return object
    }

    private static func state(_ state: Timeline.State) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("from", text: state.from.description)
        object.add("to", text: state.to.description)
        object.add("status", text: state.status)
        object.add("error_code", text: state.errorCode)
        object.add("vendor_error_code", text: state.vendorErrorCode)
        object.add("meaning", text: state.meaning)
        object.add("entry", text: state.entryID.description)
        return object
    }

    private static func boot(_ boot: Timeline.Boot) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("time", text: boot.time.description)
        object.add("reason", text: boot.reason)
        object.add("firmware", text: boot.firmware)
        object.add("answer", text: boot.answer)
        object.add("entry", text: boot.entryID.description)
        return object
    }

    private static func fault(_ fault: Timeline.Fault) -> JSONObjectText {
        var object = state(fault.state)
        add(fault.connector, to: &object)
        object.add("duration_s", json: seconds(fault.state.length))
        object.add("is_over", flag: !fault.isOpen)
        return object
    }

    private static func connection(_ connection: Timeline.Connection) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("from", text: connection.from?.description)
        object.add("to", text: connection.to?.description)
        object.add("end", text: connection.end)
        return object
    }

    private static func absence(_ absence: Timeline.Absence) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("kind", text: absence.kind.rawValue)
        object.add("from", text: absence.from.description)
        object.add("to", text: absence.to.description)
        object.add("duration_s", json: seconds(absence.length))
        object.add("detail", text: absence.detail)
        return object
    }

    /// Exact to the microsecond.
    private static func seconds(_ microseconds: Int64) -> String {
        let fraction = microseconds % 1_000_000
        guard fraction != 0 else { return "\(microseconds / 1_000_000)" }
        let digits = String(fraction)
        return "\(microseconds / 1_000_000)." + String(repeating: "0", count: 6 - digits.count) + digits
    }
}
