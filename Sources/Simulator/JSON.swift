import OCPP

/// A JSON value that is written the way one vendor writes: order, blanks and number spelling are the vendor's.
indirect enum JSON: Sendable, Hashable {
    case string(String)
    /// A number as it is spelled: `230.10`, `2e+01`.
    case number(String)
    case bool(Bool)
    case null
    case array([JSON])
    case object([Member])

    struct Member: Sendable, Hashable {
        var name: String
        var value: JSON
    }

    static func int(_ number: Int) -> JSON { .number(String(number)) }

    /// An object whose absent members are left out.
    static func object(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
    }

    /// `{"status": …}`, the most frequent answer of all.
    static func status(_ status: String) -> JSON {
        .object(["status": .string(status)])
    }

    /// The text, with blanks after colons and commas where the vendor puts them.
    func text(blanks: Bool) -> String {
        let (comma, colon) = blanks ? (", ", ": ") : (",", ":")
        switch self {
        case .string(let text): return JSONText.quoted(text)
        case .number(let spelling): return spelling
        case .bool(let value): return value ? "true" : "false"
        case .null: return "null"
        case .array(let values): return "[" + values.map { $0.text(blanks: blanks) }.joined(separator: comma) + "]"
        case .object(let members):
            let parts = members.map { JSONText.quoted($0.name) + colon + $0.value.text(blanks: blanks) }
            return "{" + parts.joined(separator: comma) + "}"
        }
    }
}
