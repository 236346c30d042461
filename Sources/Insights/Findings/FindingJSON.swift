import OCPP
public import OCPPLog

/// Findings as JSON.
public enum FindingJSON {
    /// One finding.
    public static func object(of finding: Finding) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("rule", text: finding.code)
        object.add("severity", text: finding.severity.rawValue)
        object.add("sentence", text: finding.sentence)
        object.add("datetime", text: finding.datetime.description)
        object.add("charger_id", text: finding.station.charger.rawValue)
        object.add("site_id", text: finding.station.site.rawValue)
        object.add("connector_id", number: finding.connector?.connector)
        object.add("evse_id", number: finding.connector?.evse)
        object.add("entry_id", text: finding.entryID.description)
        object.add("pointer", text: finding.pointer)
        object.add("related", texts: finding.related.map(\.description))
        object.add("check", texts: FindingRules.about(finding.code)?.checks ?? [])
        return object
    }

    /// One row of a tally.
    public static func object(of row: FindingTally.Row) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("rule", text: row.code)
        object.add("severity", text: row.severity.rawValue)
        object.add("charger_id", text: row.station.charger.rawValue)
        object.add("site_id", text: row.station.site.rawValue)
        object.add("count", number: row.count)
        object.add("first", text: row.first.description)
        object.add("last", text: row.last.datetime.description)
        object.add("sentence", text: row.last.sentence)
        object.add("entry_id", text: row.last.entryID.description)
        return object
    }

    /// What is to be said of a rule.
    public static func object(of about: RuleAbout) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("rule", text: about.code)
        object.add("severity", text: about.severity.rawValue)
        object.add("title", text: about.title)
        object.add("meaning", text: about.meaning)
        object.add("checks", texts: about.checks)
        object.add("specification", text: about.specification)
        return object
    }
}
