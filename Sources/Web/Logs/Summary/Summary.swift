import OCPP
import OCPPLog

/// One line that says what an entry is about.
enum Summary {
    /// A longer line is cut; in characters as Unicode counts scalars.
    static let limit = 160
    /// What the fallback shows of a request.
    static let excerpt = 80

    /// The line, fit for a page.
    static func text(of entry: Entry) -> String {
        ShownText.of(line(entry), limit: limit)
    }

    /// What was asked, without what came of it.
    static func request(of entry: Entry) -> String {
        ShownText.of(request(entry), limit: limit)
    }

    private static func line(_ entry: Entry) -> String {
        switch entry.kind {
        case .exchange, .send: exchange(entry)
        case .unanswered: joined([request(entry), entry.detail])
        case .orphan: joined([entry.detail, excerpt(of: entry.response)])
        case .malformed: joined([entry.detail, raw(entry.request)])
        case .connection, .gap: entry.detail ?? ""
        }
    }

    private static func exchange(_ entry: Entry) -> String {
        guard let error = entry.response?.error else { return request(entry) }
        return joined([error.text.isEmpty ? nil : error.text, request(entry)])
    }

    private static func request(_ entry: Entry) -> String {
        guard let action = entry.action, let format = formatters[action] else {
            return excerpt(of: entry.request) ?? ""
        }
        let line = joined(format(SummaryFacts(entry)))
        return line.isEmpty ? excerpt(of: entry.request) ?? "" : line
    }

    private static func joined(_ parts: [String?]) -> String {
        parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// The payload on one line; nil where it says nothing.
    private static func excerpt(of frame: RecordedFrame?) -> String? {
        guard let frame else { return nil }
        if let error = frame.error { return joined([error.code.rawValue, error.text]) }
        let payload = frame.isEnvelope ? SOAPPayload.json(of: frame.bytes.span)?[...] ?? [] : frame.payloadBytes
        let text = CompactJSON.text(payload, limit: excerpt * 4)
        return ["", "{}", "null"].contains(text) ? nil : ShownText.cut(text, excerpt)
    }

    /// The beginning of what is no frame.
    private static func raw(_ frame: RecordedFrame?) -> String? {
        guard let frame, !frame.bytes.isEmpty else { return nil }
        return ShownText.cut(String(decoding: frame.bytes.prefix(excerpt * 4), as: UTF8.self), excerpt)
    }

    /// What is worth saying of an action, in parts.
    typealias Format = @Sendable (SummaryFacts) -> [String?]

    /// One formatter an action; what has none shows its request.
    static let formatters: [Action: Format] = Dictionary(
        (station + charging + control + maintenance + deviceModel).map { (Action($0.0), $0.1) },
        uniquingKeysWith: { first, _ in first })
}
