import OCPP
import OCPPLog

/// What a line or a row of a table says of an entry, part by part. Nothing in it can act on a terminal.
struct EntryCells {
    let time: String
    let station: String
    let arrow: String
    let subject: String
    let result: String
    let extra: String
    let latency: String

    /// A longer explanation is cut in a line; `get` shows it whole.
    private static let longestExtra = 160

    /// - Parameter today: the day whose entries are shown without it.
    init(_ entry: Entry, zone: ShownZone, today: String) {
        let mark = ResultMark(of: entry)
        let day = zone.day(entry.datetime)
        time = (day == today ? "" : day + " ") + zone.clock(entry.datetime)
        station = Self.station(entry)
        arrow = Self.arrow(entry)
        subject = VisibleText.of(entry.action?.rawValue ?? entry.kind.rawValue)
        result = "\(mark.icon) \(VisibleText.of(mark.word))"
        extra = Self.extra(entry, mark)
        latency = entry.latency.map { $0 < 1_000 ? "<1ms" : "\(Amount.grouped(Int($0 / 1_000)))ms" } ?? ""
    }

    private static func station(_ entry: Entry) -> String {
        let id = entry.chargerID.rawValue.isEmpty ? "(no identity)" : VisibleText.of(entry.chargerID.rawValue)
        return (entry.connectorID ?? entry.evseID).map { "\(id)/\($0)" } ?? id
    }

    /// Who asked; a connection and a gap are nobody's question.
    private static func arrow(_ entry: Entry) -> String {
        switch entry.kind {
        case .connection, .gap: "·"
        case .exchange, .unanswered, .orphan, .send, .malformed: entry.source == .cp ? "→" : "←"
        }
    }

    /// What the result does not say yet: the state, the codes, and why it is no plain exchange.
    private static func extra(_ entry: Entry, _ mark: ResultMark) -> String {
        var parts: [String] = []
        if let status = entry.reportedStatus, status != mark.word { parts.append(status) }
        let codes = entry.errorCodes.filter { $0 != mark.word }
        if let first = codes.first {
            let more = codes.dropFirst().joined(separator: ", ")
            parts.append(more.isEmpty ? first : "\(first) (\(more))")
        }
        if let text = entry.response?.error?.text, !text.isEmpty { parts.append(text) }
        if entry.kind != .exchange, let detail = entry.detail { parts.append(detail) }
        let text = VisibleText.of(parts.joined(separator: " · "))
        return text.count > longestExtra ? text.prefix(longestExtra - 1) + "…" : text
    }
}

extension String {
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }
}
