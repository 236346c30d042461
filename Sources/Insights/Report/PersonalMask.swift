import OCPP
import OCPPLog

/// Takes personal data out of frames that leave the house: each value gets a name of its own, so that one can still see where the
/// same id tag comes again.
struct PersonalMask: Sendable {
    /// Members whose values are personal, in lower case (ocpp-facts C9: id tags, SIM cards, contracts).
    private static let names: [String: String] = [
        "idtag": "tag", "parentidtag": "tag", "idtoken": "tag", "groupidtoken": "tag", "additionalidtoken": "tag",
        "iccid": "sim", "imsi": "sim", "emaid": "contract", "vatnumber": "vat", "customeridentifier": "customer",
    ]
    /// So many values get a name of their own; further ones share one.
    private static let most = 10_000

    private var known: [String: String] = [:]
    private var counts: [String: Int] = [:]

    /// How many values were masked, by sort: `tag`, `sim` …
    private(set) var masked: [String: Int] = [:]

    /// The name that stands for an id tag.
    mutating func tag(_ value: String) -> String { name(of: value, "tag") }

    /// A sentence in which values that are known stand by their names, also those that it shortens to their last characters.
    ///
    /// The longest first: one value may be the beginning of another. One of under four characters stays, since it may be a part
    /// of any word.
    func masked(sentence: String) -> String {
        let values = known.map { (value: $0.key.drop { $0 != " " }.dropFirst(), name: $0.value) }
            .filter { $0.value.count >= 4 }
            .sorted { ($1.value.count, $0.name) < ($0.value.count, $1.name) }
        return values.reduce(sentence) { text, pair in
            text.replacing(pair.value, with: pair.name).replacing("…\(pair.value.suffix(4))", with: pair.name)
        }
    }

    /// A frame with its personal values replaced; one that is no JSON is not shown at all, since nobody knows what it holds.
    mutating func masked(_ frame: [UInt8]) -> String? {
        var text: [UInt8] = []
        text.reserveCapacity(frame.count)
        var cursor = JSONCursor()
        var copied = 0
        var sort: String?
        do {
            while let token = try cursor.next(in: frame.span) {
                if token.kind == .key {
                    let key = JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: frame.span)
                    sort = Self.names[key.lowercased()]
                    continue
                }
                if let found = sort, token.kind == .string || token.kind == .number {
                    let value = JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: frame.span)
                    text += frame[copied..<token.range.lowerBound]
                    if value.isEmpty {
                        text += frame[token.range]
                    } else {
                        text += JSONText.quoted(name(of: value, found)).utf8
                        masked[found, default: 0] += 1
                    }
                    copied = token.range.upperBound
                }
                if sort == nil, token.kind == .string, token.hasEscapes, holdsPersonalData(token, frame) {
                    text += frame[copied..<token.range.lowerBound]
                    text += "\"(not shown: it may hold personal data)\"".utf8
                    masked["text", default: 0] += 1
                    copied = token.range.upperBound
                }
                // The name of an object is that of its members too: `idToken: {idToken: …}` says it again itself.
                if token.kind != .beginArray { sort = nil }
            }
        } catch {
            return nil
        }
        text += frame[copied...]
        return String(decoding: text, as: UTF8.self)
    }

    /// JSON within a text, as makers send it in DataTransfer.
    private func holdsPersonalData(_ token: JSONToken, _ frame: [UInt8]) -> Bool {
        let text = JSONText.decode(token.content, hasEscapes: true, in: frame.span).lowercased()
        return Self.names.keys.contains { text.contains($0) }
    }

    private mutating func name(of value: String, _ sort: String) -> String {
        let key = "\(sort) \(value)"
        if let name = known[key] { return name }
        guard known.count < Self.most else { return "\(sort)-more" }
        counts[sort, default: 0] += 1
        let name = "\(sort)-\(counts[sort, default: 0])"
        known[key] = name
        return name
    }
}
