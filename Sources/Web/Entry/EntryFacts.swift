import OCPP
import OCPPLog

/// All facts of an entry under plain names; what an entry does not have is left out.
enum EntryFacts {
    static func of(_ entry: Entry, sites: SiteDirectory) -> [EntryPage.Fact] {
        (place(entry, sites) + exchange(entry) + record(entry)).compactMap(\.self)
    }

    private static func place(_ entry: Entry, _ sites: SiteDirectory) -> [EntryPage.Fact?] {
        let name = sites.name(of: entry.siteID)
        let site = name == entry.siteID.rawValue ? name : "\(name) (\(entry.siteID))"
        return [
            PageZone.shown.isUTC
                ? nil
                : fact(
                    "Time (\(PageZone.shown.name))",
                    "\(PageZone.shown.precise(entry.datetime)) \(PageZone.shown.offset(at: entry.datetime))"),
            fact("Time (UTC)", entry.datetime.description),
            fact("Charging station", EntryWords.charger(entry.chargerID, limit: 2_000)),
            fact("EVSE", entry.evseID.map { String($0) }),
            fact("Connector", entry.connectorID.map { $0 == 0 ? "0, the whole station" : String($0) }),
            fact("Site", site, isCode: false),
            fact("Source", "\(entry.source.rawValue), \(EntryWords.sender(of: entry))", isCode: false),
        ]
    }

    private static func exchange(_ entry: Entry) -> [EntryPage.Fact?] {
        [
            fact("Action", entry.action?.rawValue),
            fact("Reported status", entry.reportedStatus),
            fact("Answer status", entry.answerStatus),
            fact("Error codes", entry.errorCodes.isEmpty ? nil : entry.errorCodes.joined(separator: ", ")),
            fact("Outcome", entry.outcome?.word),
            fact("Latency", entry.latency.map { "\(Phrase.decimal(Double($0) / 1_000, 3)) ms" }),
            fact("Transaction", entry.transactionID),
            fact("Id tag", entry.idTag),
            fact("Unique id", entry.uniqueID?.rawValue),
        ]
    }

    private static func record(_ entry: Entry) -> [EntryPage.Fact?] {
        [
            fact("Kind", "\(entry.kind.rawValue)\(entry.reason.map { ", \($0)" } ?? "")"),
            fact("Missing frames", entry.missing.map { String($0) }),
            fact("OCPP version", entry.version == .unknown ? "unknown, read as 1.6" : entry.version.rawValue),
            fact("Log level", level(entry), isCode: false),
            fact("Masked", entry.masked.isEmpty ? nil : entry.masked.joined(separator: ", ")),
            fact("Connection", entry.connectionID.description),
            fact("Entry", entry.id.description),
        ]
    }

    /// The class of the action, and the level that was in force.
    private static func level(_ entry: Entry) -> String {
        let inForce = "site at \(entry.levelInForce.rawValue)"
        return entry.level.map { "\($0.rawValue), \(inForce)" } ?? inForce
    }

    private static func fact(_ name: String, _ value: String?, isCode: Bool = true) -> EntryPage.Fact? {
        value.map { EntryPage.Fact(name: name, value: ShownText.of($0), isCode: isCode) }
    }
}
