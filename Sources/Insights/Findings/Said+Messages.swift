import OCPP
import OCPPLog

// What messages consist of, in sentences.

extension Said {
    /// A name or status as it is where it is short and plain, as those of the specification are; else quoted.
    static func name(_ text: String) -> String {
        let isPlain = (1...50).contains(text.utf8.count) && text.utf8.allSatisfy(isPlain)
        return isPlain ? text : quoted(text)
    }

    /// The name of the action of an entry.
    static func name(_ action: Action) -> String { name(action.rawValue) }

    /// A sentence of this program that may hold words of a peer: at most 240 characters, control characters made visible.
    static func line(_ text: String) -> String {
        let shown = text.count > 240 ? text.prefix(239) + "…" : text[...]
        return VisibleText.of(String(shown))
    }

    /// Words one after the other: `a, b and c`.
    static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and \(last)"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default: false
        }
    }
}

extension Source {
    /// `the charging station`, `the CSMS`.
    var words: String {
        switch self {
        case .cp: "the charging station"
        case .csms: "the CSMS"
        }
    }
}

extension Entry {
    /// What its own sentence says, else its reason: bounded, and such that it can be shown. Nil where both are empty.
    var told: String? {
        [detail, reason].compactMap { $0 }.first { !$0.isEmpty }.map { Said.line($0) }
    }
}

extension ReadEntry {
    /// The reason that an answer of 2.x gives beside its status, to follow it in a sentence: ` (TxInProgress: "busy")`.
    var statusReason: String {
        let info = response.object("statusInfo")
        guard let code = info.text("reasonCode"), !code.isEmpty else { return "" }
        let more = info.text("additionalInfo").map { $0.isEmpty ? "" : ": \(Said.quoted($0))" } ?? ""
        return " (\(Said.name(code))\(more))"
    }

    /// Whether it is a CALL or SEND, whatever became of it. Of an orphan only the answer is there.
    var isRequest: Bool {
        entry.kind == .exchange || entry.kind == .unanswered || entry.kind == .send
    }

    /// Whether it is as most are: see ``RuleAbout/Concern/unusual``.
    var isPlain: Bool {
        guard entry.kind == .exchange, let response = entry.response, response.error == nil,
            response.length == response.bytes.count, let request = entry.request, request.length == request.bytes.count,
            entry.latency.map({ $0 <= EntryMark.slowLatency }) ?? true,
            entry.answerStatus.map({ $0 == "Accepted" }) ?? true, let specification
        else { return false }
        return specification.requestedBy.contains(entry.source) && isActionInPlace
    }

    /// Whether its action is one that its sender may send in its version; true where the version is not known.
    var isActionInPlace: Bool {
        guard let specification else { return false }
        return entry.version == .unknown
            || (specification.versions.contains(entry.version.reading)
                && specification.requestedBy.contains(entry.source))
    }
}
