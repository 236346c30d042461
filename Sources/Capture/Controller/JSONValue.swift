import OCPP

/// A JSON value that the controller writes; members keep their order.
enum JSONValue: Sendable, Hashable {
    case text(String)
    case number(Int)
    case array([JSONValue])
    case object([Member])
    /// JSON text that is passed on as it came.
    case verbatim(String)

    struct Member: Sendable, Hashable {
        var name: String
        var value: JSONValue
    }

    /// `{}`
    static let empty = JSONValue.object([])

    /// A moment as OCPP 1.6 §3.13 and OCPP 2.x want it: RFC 3339, UTC, three fraction digits.
    static func time(_ moment: Timestamp) -> JSONValue {
        .text(moment.text(fractionDigits: 3))
    }

    /// The value as JSON text.
    var json: String {
        switch self {
        case .text(let text): JSONText.quoted(text)
        case .number(let number): String(number)
        case .array(let values): "[" + values.map(\.json).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { JSONText.quoted($0.name) + ":" + $0.value.json }.joined(separator: ",") + "}"
        case .verbatim(let json): json
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByDictionaryLiteral {
    init(stringLiteral text: String) {
        self = .text(text)
    }

    init(integerLiteral number: Int) {
        self = .number(number)
    }

    init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map { Member(name: $0.0, value: $0.1) })
    }
}
