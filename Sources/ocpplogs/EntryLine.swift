import OCPP
import OCPPLog

/// One entry on one line, for a terminal: time, station and connector, who asked, action, how it ended.
///
///     2026-11-23 10:41:07.412Z  DE-MUC-07/1  → StatusNotification  ✕ Faulted  GroundFailure  31 ms
struct EntryLine {
    private let entry: Entry

    init(_ entry: Entry) {
        self.entry = entry
    }

    func text(colour: Bool) -> String {
        let mark = ResultMark(of: entry)
        let result = "\(mark.icon) \(VisibleText.of(mark.word))"
        let columns = [
            time, station.padded(to: 18), "\(arrow) \(subject)".padded(to: 26),
            colour ? paint(result.padded(to: 13), mark.tone) : result.padded(to: 13), extra, latency,
        ]
        return columns.filter { !$0.isEmpty }.joined(separator: "  ").trimmingTrailingBlanks
    }

    private var time: String {
        let text = entry.datetime.text(fractionDigits: 3)
        return text.replacing("T", with: " ", maxReplacements: 1)
    }

    private var station: String {
        let id = entry.chargerID.rawValue.isEmpty ? "(no identity)" : VisibleText.of(entry.chargerID.rawValue)
        let connector = entry.connectorID ?? entry.evseID
        return connector.map { "\(id)/\($0)" } ?? id
    }

    private var arrow: String {
        entry.source == .cp ? "→" : "←"
    }

    private var subject: String {
        entry.action.map { VisibleText.of($0.rawValue) } ?? entry.kind.rawValue
    }

    /// What the result does not say yet: states, codes, the reason of what is no plain exchange.
    private var extra: String {
        let mark = ResultMark(of: entry)
        let facts = [entry.reportedStatus, entry.errorCode].compactMap { $0 }.filter { $0 != mark.word }
        guard entry.kind != .exchange, let detail = entry.detail else {
            return VisibleText.of(facts.joined(separator: " "))
        }
        return VisibleText.of((facts + [detail]).joined(separator: " · "))
    }

    private var latency: String {
        guard let latency = entry.latency else { return "" }
        return latency < 1_000 ? "<1 ms" : "\(latency / 1_000) ms"
    }

    private func paint(_ text: String, _ tone: ResultMark.Tone) -> String {
        switch tone {
        case .ok: "\u{1B}[32m\(text)\u{1B}[0m"
        case .note: "\u{1B}[36m\(text)\u{1B}[0m"
        case .warning: "\u{1B}[33m\(text)\u{1B}[0m"
        case .error: "\u{1B}[31m\(text)\u{1B}[0m"
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }

    fileprivate var trimmingTrailingBlanks: String {
        var text = self[...]
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}
