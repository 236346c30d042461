import OCPP

/// A JSON value that is being put together. Members keep their order.
indirect enum JSONTree: Sendable {
    case null
    case flag(Bool)
    case number(Int)
    case decimal(Double)
    case text(String)
    case list([JSONTree])
    case object([Member])
    /// JSON that is written already.
    case written([UInt8])
    /// A schema that stands once under the components of the OpenAPI document and is referred to by its name.
    case shared(String, JSONTree)

    /// One member of an object.
    struct Member: Sendable {
        var name: String
        var value: JSONTree

        init(_ name: String, _ value: JSONTree) {
            self.name = name
            self.value = value
        }
    }

    /// The text, as UTF-8, on one line.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    /// Appends the text.
    func append(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += Array("null".utf8)
        case .flag(let flag): bytes += Array((flag ? "true" : "false").utf8)
        case .number(let number): bytes += Array(String(number).utf8)
        case .decimal(let number): bytes += Array(String(number).utf8)
        case .text(let text): JSONText.append(text, to: &bytes)
        case .written(let written): bytes += written
        case .shared(let name, _):
            JSONTree.object([Member("$ref", .text("#/components/schemas/\(name)"))]).append(to: &bytes)
        case .list(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONText.append(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// The text, or null.
    static func text(orNull text: String?) -> JSONTree { text.map { .text($0) } ?? .null }

    /// This object with more members; another value as it is.
    func adding(_ more: [Member]) -> JSONTree {
        guard case .object(let members) = self else { return self }
        return .object(members + more)
    }

    /// Every schema in it that has a name, by its name.
    func shared(into found: inout [String: JSONTree]) {
        switch self {
        case .shared(let name, let schema):
            guard found.updateValue(schema, forKey: name) == nil else { return }
            schema.shared(into: &found)
        case .list(let elements): for element in elements { element.shared(into: &found) }
        case .object(let members): for member in members { member.value.shared(into: &found) }
        case .null, .flag, .number, .decimal, .text, .written: return
        }
    }
}

extension JSONTree: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral text: String) { self = .text(text) }
    init(integerLiteral number: Int) { self = .number(number) }
    init(booleanLiteral flag: Bool) { self = .flag(flag) }
    init(arrayLiteral elements: JSONTree...) { self = .list(elements) }
    init(dictionaryLiteral members: (String, JSONTree)...) { self = .object(members.map { Member($0, $1) }) }
}
