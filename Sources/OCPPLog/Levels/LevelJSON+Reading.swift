import OCPP

extension LevelJSON {
    /// Reads a line of the log of changes; nil when it is none.
    public static func change(in line: [UInt8]) -> LevelChange? {
        guard let members = try? JSONMembers(of: line), let site = members["site_id"]?.text,
            let moment = members["at"]?.text.flatMap({ Timestamp($0) }),
            let from = members["from"]?.text.flatMap(Level.init(rawValue:)),
            let to = members["to"]?.text.flatMap(Level.init(rawValue:)), let by = members["by"]?.text,
            let what = members["what"]?.text.flatMap(LevelChange.What.init(rawValue:))
        else { return nil }
        // When it was set is not in the line of its end, and nothing asks for it there.
        let override = LevelOverride(
            siteID: SiteID(site), level: what == .ended ? from : to,
            until: members["until"]?.text.flatMap { Timestamp($0) }, since: moment, by: by,
            reason: members["reason"]?.text)
        return LevelChange(
            what: what, siteID: SiteID(site), from: from, to: to, override: what == .reset ? nil : override,
            moment: moment, by: by)
    }
}
