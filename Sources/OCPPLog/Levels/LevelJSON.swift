import OCPP

/// Levels that are set as JSON: in the API, in the file that keeps them, in the log of changes.
public enum LevelJSON {
    /// An override with all its members.
    public static func text(of override: LevelOverride) -> String {
        members([
            ("site_id", JSONText.quoted(override.siteID.rawValue)),
            ("level", JSONText.quoted(override.level.rawValue)),
            ("until", quoted(override.until?.description)), ("since", JSONText.quoted(override.since.description)),
            ("by", JSONText.quoted(override.by)), ("reason", quoted(override.reason)),
        ])
    }

    /// A change, for a line of the log of changes.
    public static func text(of change: LevelChange) -> String {
        members([
            ("at", JSONText.quoted(change.moment.description)), ("site_id", JSONText.quoted(change.siteID.rawValue)),
            ("from", JSONText.quoted(change.from.rawValue)), ("to", JSONText.quoted(change.to.rawValue)),
            ("until", quoted(change.override?.until?.description)), ("by", JSONText.quoted(change.by)),
            ("reason", quoted(change.override?.reason)), ("what", JSONText.quoted(change.what.rawValue)),
        ])
    }

    /// How a site stands: `level` is in force, `override` null where nothing is set.
    public static func text(of standing: LevelStanding) -> String {
        members([
            ("site_id", JSONText.quoted(standing.siteID.rawValue)),
            ("level", JSONText.quoted(standing.effective.rawValue)),
            ("configured", JSONText.quoted(standing.configured.rawValue)),
            ("override", standing.override.map { text(of: $0) } ?? "null"),
        ])
    }

    /// The file that keeps what is set.
    public static func text(of overrides: [LevelOverride]) -> String {
        "{\"overrides\":[\n" + overrides.map { text(of: $0) }.joined(separator: ",\n") + "\n]}\n"
    }

    /// Reads such a file; nil when it is none.
    public static func overrides(in bytes: [UInt8]) -> [LevelOverride]? {
        guard let list = try? JSONMembers(of: bytes)["overrides"], list.token.kind == .beginArray else { return nil }
        var overrides: [LevelOverride] = []
        for element in list.elements {
            guard let override = override(element) else { return nil }
            overrides.append(override)
        }
        return overrides
    }

    private static func override(_ bytes: [UInt8]) -> LevelOverride? {
        guard let members = try? JSONMembers(of: bytes), let site = members["site_id"]?.text,
            let level = members["level"]?.text.flatMap(Level.init(rawValue:)),
            let since = members["since"]?.text.flatMap({ Timestamp($0) }), let by = members["by"]?.text
        else { return nil }
        var override = LevelOverride(
            siteID: SiteID(site), level: level, since: since, by: by, reason: members["reason"]?.text)
        if let until = members["until"], until.token.kind != .null {
            // A level that was to end must not last for ever because its end cannot be read.
            guard let moment = until.text.flatMap({ Timestamp($0) }) else { return nil }
            override.until = moment
        }
        return override
    }

    private static func quoted(_ text: String?) -> String { text.map { JSONText.quoted($0) } ?? "null" }

    private static func members(_ members: [(String, String)]) -> String {
        "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }
}
