import OCPP
import OCPPLog

/// What a file holds, counted while it is written: it is said at its end.
struct ExportTally {
    /// More stations are not told by name.
    static let mostStations = 20

    private(set) var entries = 0
    /// Entries by what they are.
    private(set) var kinds: [EntryKind: Int] = [:]
    private(set) var errors = 0
    private(set) var warnings = 0
    private(set) var first: Timestamp?
    private(set) var last: Timestamp?
    private(set) var masked = 0
    /// The stations in the order in which they came, up to one more than are told.
    private var stations: [ChargerID] = []

    mutating func add(_ reported: ReportedEntry) {
        let entry = reported.entry
        entries += 1
        kinds[entry.kind, default: 0] += 1
        switch reported.mark.tone {
        case .error: errors += 1
        case .warning: warnings += 1
        case .ok, .note: break
        }
        first = min(first ?? entry.datetime, entry.datetime)
        last = max(last ?? entry.datetime, entry.datetime)
        masked += entry.masked.count
        if stations.count <= Self.mostStations, !stations.contains(entry.chargerID) { stations.append(entry.chargerID) }
    }

    /// What it holds.
    var lines: [ReportLine] {
        [
            ReportLine("Entries", entries == 0 ? "none" : Counted.text(entries, "entry", "entries")),
            ReportLine("Of these", ofThese), ReportLine("First and last", period),
            ReportLine("Stations", names, isForeign: true),
            ReportLine("Masked", masked == 0 ? "nothing" : Counted.text(masked, "secret", "secrets")),
        ].compactMap(\.self)
    }

    private var ofThese: String? {
        guard entries > 0 else { return nil }
        let words: [(EntryKind, String, String)] = [
            (.exchange, "exchange", "exchanges"), (.unanswered, "request without answer", "requests without answer"),
            (.orphan, "answer without request", "answers without request"),
            (.send, "message without answer", "messages without answer"),
            (.malformed, "broken frame", "broken frames"),
            (.connection, "event of a connection", "events of connections"), (.gap, "gap", "gaps"),
        ]
        let counted = words.compactMap { kind, one, many in kinds[kind].map { Counted.text($0, one, many) } }
        let problems = [
            errors > 0 ? Counted.text(errors, "error", "errors") : nil,
            warnings > 0 ? Counted.text(warnings, "warning", "warnings") : nil,
        ].compactMap(\.self)
        return counted.joined(separator: ", ")
            + (problems.isEmpty ? "; no errors" : "; " + problems.joined(separator: " and ") + " among them")
    }

    private var period: String? {
        guard let first, let last else { return nil }
        return "\(Self.moment(first)) and \(Self.moment(last)) UTC"
    }

    private var names: String? {
        guard !stations.isEmpty else { return nil }
        let told = stations.prefix(Self.mostStations).map { $0.rawValue.isEmpty ? "(no identity)" : $0.rawValue }
        return told.joined(separator: ", ") + (stations.count > Self.mostStations ? " and others" : "")
    }

    /// `2026-11-23 10:41:07.412`.
    static func moment(_ moment: Timestamp) -> String {
        String(moment.text(fractionDigits: 3).dropLast().map { $0 == "T" ? " " : $0 })
    }
}
