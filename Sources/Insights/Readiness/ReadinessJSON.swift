import OCPP
import OCPPLog

/// The result of a readiness check as JSON, for machines and for the maker of a charging station.
public enum ReadinessJSON {
    /// One object on one line.
    public static func text(of result: ReadinessResult, _ profile: ReadinessProfile) -> String {
        var object = JSONObjectText()
        object.add("profile", text: profile.name)
        object.add("title", text: profile.title)
        object.add("charger_id", text: result.station.charger.rawValue)
        object.add("site_id", text: result.station.site.rawValue)
        object.add("vendor", text: result.boot?.vendor)
        object.add("model", text: result.boot?.model)
        object.add("firmware", text: result.boot?.firmware)
        object.add("entries", number: result.entries)
        object.add("from", text: result.span?.lowerBound.description)
        object.add("to", text: result.span?.upperBound.description)
        object.add("is_ready", flag: result.isReady)
        object.add(
            "requirements",
            objects: result.results.map { one in
                var object = JSONObjectText()
                object.add("id", text: one.requirement.id)
                object.add("title", text: one.requirement.title)
                object.add("why", text: one.requirement.why)
                object.add("is_required", flag: one.requirement.isRequired)
                object.add("state", text: one.state.rawValue)
                object.add("detail", text: one.detail)
                object.add("evidence", texts: one.evidence.map(\.description))
                return object
            })
        return object.json
    }
}
