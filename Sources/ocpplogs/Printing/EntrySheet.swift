import Insights
import OCPP
import OCPPLog

/// All of one entry, for people: the line, what is known beside it, request and response over several lines.
struct EntrySheet {
    let zone: ShownZone
    let sites: @Sendable (SiteID) -> String
    let paint: Paint

    func text(_ entry: Entry) -> String {
        let cells = EntryCells(entry, zone: zone, today: zone.day(entry.datetime))
        let head = [
            paint.dim(zone.full(entry.datetime)),
            paint.charger(cells.station, entry.chargerID) + " \(cells.arrow) " + paint.bold(cells.subject),
            paint.tone(cells.result, ResultMark(of: entry).tone), cells.latency,
        ]
        var text = head.filter { !$0.isEmpty }.joined(separator: "  ") + "\n"
        for (name, value) in facts(of: entry) {
            text += "  \(paint.dim(name.padded(to: 13)))\(VisibleText.of(value))\n"
        }
        if let request = entry.request { text += body(entry.kind == .malformed ? "message" : "request", request) }
        if let response = entry.response { text += body("response", response) }
        return text
    }

    private func facts(of entry: Entry) -> [(String, String)] {
        let site = sites(entry.siteID)
        let level = entry.level.map { "\($0.rawValue), recorded at \(entry.levelInForce.rawValue)" }
        let error = entry.response?.error
        let facts: [(String, String?)] = [
            ("id", entry.id.description), ("kind", entry.kind.rawValue), ("unique id", entry.uniqueID?.rawValue),
            ("site", site == entry.siteID.rawValue ? site : "\(site) (\(entry.siteID.rawValue))"),
            ("version", entry.version.rawValue), ("level", level),
            ("connection", entry.connectionID.rawValue == 0 ? nil : entry.connectionID.description),
            ("status", [entry.reportedStatus, entry.answerStatus].compactMap(\.self).joined(separator: ", ")),
            ("codes", entry.errorCodes.joined(separator: ", ")), ("error", error.map(\.text)),
            ("transaction", entry.transactionID), ("id tag", entry.idTag), ("reason", entry.reason),
            ("detail", entry.detail), ("missing", entry.missing.map { Amount.of($0, "frame", "frames") }),
            ("masked", entry.masked.joined(separator: ", ")),
            ("findings", entry.findings.map(Self.finding).joined(separator: "; ")),
        ]
        return facts.compactMap { name, value in value.flatMap { $0.isEmpty ? nil : (name, $0) } }
    }

    /// A code with the title of its rule; a rule that is gone has none.
    private static func finding(_ code: String) -> String {
        FindingRules.about(code).map { "\(code): \($0.title)" } ?? code
    }

    private func body(_ name: String, _ frame: RecordedFrame) -> String {
        let kept = frame.bytes.count < frame.length ? ", of \(Amount.bytes(Int64(frame.length))) the beginning" : ""
        let bytes = frame.payload == nil ? frame.bytes[...] : frame.payloadBytes
        let shown =
            IndentedJSON.text(bytes, indent: "    ")
            ?? "    " + String(decoding: bytes, as: UTF8.self).replacing("\n", with: "\n    ")
        return "  \(paint.dim(name + kept))\n" + VisibleText.of(shown, keepingLines: true) + "\n"
    }
}
