public import OCPP
public import OCPPLog

/// Writes the settings of a charging station as JSON.
public enum ConfigurationJSON {
    /// Settings and changes. Every member is there; what is not known is null.
    public static func object(of found: ConfigurationAsking.Found, charger: ChargerID) -> JSONObjectText {
        let configuration = found.configuration
        var object = JSONObjectText()
        object.add("charger_id", text: charger.rawValue)
        object.add("settings", objects: configuration.settings.map(setting))
        object.add("more_settings", flag: configuration.isCut)
        object.add("changes", objects: configuration.changes.map(change))
        object.add("change_count", number: configuration.changeCount)
        object.add("last_read", text: configuration.lastRead?.time.description)
        object.add("report", json: configuration.report.map { report($0).json } ?? "null")
        object.add("entries", number: found.entries)
        object.add("read_back_to", text: found.readBackTo?.description)
        object.add("incomplete_messages", number: configuration.unreadable)
        object.add("unreadable", number: found.unreadable)
        return object
    }

    private static func add(_ name: SettingName, to object: inout JSONObjectText) {
        object.add("key", text: name.description)
        object.add("component", text: name.component)
        object.add("component_instance", text: name.componentInstance)
        object.add("evse_id", number: name.place?.evse)
        object.add("connector_id", number: name.place?.connector)
        object.add("variable", text: name.component == nil ? nil : name.name)
        object.add("variable_instance", text: name.instance)
        object.add("attribute", text: name.attribute)
    }

    private static func setting(_ setting: Setting) -> JSONObjectText {
        var object = JSONObjectText()
        add(setting.name, to: &object)
        object.add("value", text: setting.value)
        object.add("awaited", text: setting.awaited)
        object.add("unit", text: setting.unit)
        object.add("access", text: setting.access?.rawValue)
        object.add("refusal", text: setting.refusal)
        object.add("read", text: setting.read?.time.description)
        object.add("read_entry", text: setting.read?.entryID.description)
        object.add("changed", text: setting.changed?.time.description)
        object.add("changed_entry", text: setting.changed?.entryID.description)
        return object
    }

    private static func change(_ change: SettingChange) -> JSONObjectText {
        var object = JSONObjectText()
        add(change.name, to: &object)
        object.add("time", text: change.time.description)
        object.add("from", text: change.from)
        object.add("to", text: change.to)
        object.add("by", text: change.origin.rawValue)
        object.add("result", text: change.result?.word)
        object.add("entry", text: change.stamp.entryID.description)
        return object
    }

    private static func report(_ report: SettingReport) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("request_id", number: report.requestID)
        object.add("parts", number: report.parts)
        object.add("missing_parts", number: report.missing)
        object.add("is_whole", flag: report.isWhole)
        object.add("time", text: report.stamp.time.description)
        object.add("entry", text: report.stamp.entryID.description)
        return object
    }
}
