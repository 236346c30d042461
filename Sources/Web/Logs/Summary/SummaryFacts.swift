import OCPP
import OCPPLog

/// What a summary is made from: the entry and its two payloads as trees.
struct SummaryFacts {
    let entry: Entry
    let request: PayloadNode
    let response: PayloadNode

    init(_ entry: Entry) {
        self.entry = entry
        request = Self.tree(of: entry.request)
        response = entry.response?.error == nil ? Self.tree(of: entry.response) : .empty
    }

    /// A text of the request at a path.
    func asked(_ path: String...) -> String? { request[path]?.text }

    /// A text of the response at a path.
    func answered(_ path: String...) -> String? { response[path]?.text }

    /// `tag 04A2`: a word and a text of the request, where there is one.
    func asked(_ word: String, as name: String, _ names: String...) -> String? {
        request[[name] + names]?.text.map { "\(word) \($0)" }
    }

    /// A word and a text of the response, where there is one.
    func answered(_ word: String, as name: String) -> String? {
        response[name]?.text.map { "\(word) \($0)" }
    }

    /// The id tag or id token.
    var tag: String? { entry.idTag.map { "tag \($0)" } }

    /// The transaction.
    var transaction: String? { entry.transactionID.map { "transaction \($0)" } }

    private static func tree(of frame: RecordedFrame?) -> PayloadNode {
        guard let frame, frame.payloadBytes.count <= WebLimits.summarisedPayload else { return .empty }
        if frame.isEnvelope, frame.bytes.count <= WebLimits.summarisedPayload {
            return SOAPPayload.json(of: frame.bytes.span).flatMap { PayloadNode($0[...]) } ?? .empty
        }
        return PayloadNode(frame.payloadBytes) ?? .empty
    }
}

/// Phrases that formatters share.
enum Phrase {
    /// `3 keys`, `1 key`.
    static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(plural ?? noun + "s")"
    }

    /// The first few of a list, and how many more there are.
    static func list(_ texts: [String], limit: Int = 3) -> String? {
        guard !texts.isEmpty else { return nil }
        let shown = texts.prefix(limit).joined(separator: ", ")
        return texts.count > limit ? "\(shown) and \(texts.count - limit) more" : shown
    }

    /// A number with at most so many decimals and no zeros at its end: `32.1`, `7`.
    static func decimal(_ number: Double, _ digits: Int = 2) -> String {
        guard number.magnitude < 1e12 else { return String(number) }
        var scale: Int64 = 1
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int64((number.magnitude * Double(scale)).rounded())
        let sign = number < 0 && scaled > 0 ? "-" : ""
        var fraction = scaled % scale
        guard fraction > 0 else { return "\(sign)\(scaled / scale)" }
        var places = digits
        while fraction % 10 == 0 {
            fraction /= 10
            places -= 1
        }
        let text = String(fraction)
        return "\(sign)\(scaled / scale)." + String(repeating: "0", count: places - text.utf8.count) + text
    }

    /// Seconds in the largest unit that fits without a rest: `90 s`, `5 min`, `1 h`.
    static func seconds(_ text: String) -> String {
        guard let seconds = Int(text), seconds >= 120 else { return "\(text) s" }
        if seconds % 3_600 == 0 { return "\(seconds / 3_600) h" }
        return seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds) s"
    }

    /// The name of a thing of a component: `OCPPCommCtrlr.HeartbeatInterval`.
    static func variable(_ node: PayloadNode) -> String? {
        guard let component = node["component"]?["name"]?.text, let name = node["variable"]?["name"]?.text else {
            return nil
        }
        return "\(component).\(name)"
    }
}
