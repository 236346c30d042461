import OCPP
public import OCPPLog

/// Alerts as JSON: what is sent, and what the API says of them.
public enum AlertJSON {
    /// One alert, as targets get it.
    public static func object(of alert: Alert) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("id", text: alert.id)
        object.add("kind", text: alert.isTest ? "test" : "alert")
        object.add("rule", text: alert.rule.name)
        object.add("sentence", text: alert.sentence)
        object.add("datetime", text: alert.datetime.description)
        switch alert.subject {
        case .charger(let station):
            object.add("charger_id", text: station.charger.rawValue)
            object.add("site_id", text: station.site.rawValue)
        case .site(let site):
            object.add("charger_id", text: nil)
            object.add("site_id", text: site.rawValue)
        case .all:
            object.add("charger_id", text: nil)
            object.add("site_id", text: nil)
        }
        object.add("count", number: alert.count)
        object.add("since", text: alert.since.description)
        object.add("within_s", number: alert.rule.window.components.seconds)
        object.add("silenced", number: alert.silenced)
        object.add("silent_until", text: alert.silentUntil.description)
        object.add("findings", objects: alert.findings.map(object(of:)))
        object.add("entries", texts: alert.entries.map(\.description))
        object.add("search", json: search(of: alert).json)
        return object
    }

    private static func object(of found: Alert.Found) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("rule", text: found.code)
        object.add("severity", text: found.severity?.rawValue)
        object.add("sentence", text: found.sentence)
        return object
    }

    /// The parameters of `/logs` and `/api/v1/entries` that show what was counted; `to` is the first moment that is too late.
    private static func search(of alert: Alert) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("q", text: alert.search.description)
        object.add("from", text: alert.since.description)
        object.add("to", text: alert.datetime.advanced(by: .microseconds(1)).description)
        return object
    }

    /// How the alerts are doing.
    public static func object(of overview: AlertOverview) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("rules", objects: overview.rules.map(object(of:)))
        object.add("targets", objects: overview.targets.map(object(of:)))
        object.add("recent", objects: overview.recent.map(object(of:)))
        return object
    }

    private static func object(of standing: AlertOverview.RuleStanding) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("name", text: standing.rule.name)
        object.add("query", text: standing.rule.text)
        object.add("count", number: standing.rule.count)
        object.add("within_s", number: standing.rule.window.components.seconds)
        object.add("per", text: standing.rule.scope.rawValue)
        object.add("silence_s", number: standing.rule.silence.components.seconds)
        object.add("targets", texts: standing.rule.targets)
        object.add("matched", number: standing.counts.matched)
        object.add("fired", number: standing.counts.fired)
        object.add("silenced", number: standing.counts.silenced)
        object.add("missed", number: standing.missed)
        object.add("last_fired", text: standing.lastFired?.description)
        object.add("silences", objects: standing.silences.map(object(of:)))
        object.add("more_silences", number: standing.moreSilences)
        return object
    }

    private static func object(of silence: AlertBook.Silence) -> JSONObjectText {
        var object = JSONObjectText()
        var (charger, site): (String?, String?)
        switch silence.subject {
        case .charger(let station): (charger, site) = (station.charger.rawValue, station.site.rawValue)
        case .site(let id): (charger, site) = (nil, id.rawValue)
        case .all: (charger, site) = (nil, nil)
        }
        object.add("charger_id", text: charger)
        object.add("site_id", text: site)
        object.add("until", text: silence.until.description)
        object.add("matches", number: silence.matches)
        return object
    }

    private static func object(of target: AlertOverview.TargetStanding) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("name", text: target.name)
        object.add("kind", text: target.kind)
        object.add("waiting", number: target.waiting)
        object.add("sent", number: target.counts.sent)
        object.add("retried", number: target.counts.retried)
        object.add("failed", number: target.counts.failed)
        object.add("dropped", number: target.counts.dropped)
        object.add("last_failure", text: target.lastFailure)
        return object
    }

    private static func object(of recent: AlertOverview.Recent) -> JSONObjectText {
        var object = object(of: recent.alert)
        var states = JSONObjectText()
        for state in recent.deliveries { states.add(state.target, text: state.state.rawValue) }
        object.add("deliveries", json: states.json)
        return object
    }
}
