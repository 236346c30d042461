import OCPP

/// Turns what Python's `repr` writes of a dataclass into the JSON that it stands for: names of members in camelCase, enumerations as
/// their values, and no members that are `None`.
struct PythonNotation {
    /// Values may be nested so deep.
    private static let deepest = 64

    private let text: ArraySlice<UInt8>
    private var position: Int
    private var depth = 0

    /// - Parameter text: from the arguments of a call on, behind its bracket: `event_type='Started', seq_no=0)`.
    init(_ text: ArraySlice<UInt8>) {
        self.text = text
        position = text.startIndex
    }

    /// The arguments of a call as an object.
    /// - Returns: nil when the text is not written so.
    mutating func arguments() -> [UInt8]? {
        members(until: UInt8(ascii: ")"), separator: UInt8(ascii: "="))
    }

    private mutating func value() -> [UInt8]? {
        guard depth < Self.deepest else { return nil }
        depth += 1
        defer { depth -= 1 }
        skipBlanks()
        guard let byte = next else { return nil }
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return string()
        case UInt8(ascii: "{"):
            position += 1
            return members(until: UInt8(ascii: "}"), separator: UInt8(ascii: ":"))
        case UInt8(ascii: "["):
            position += 1
            return elements(until: UInt8(ascii: "]"))
        case UInt8(ascii: "("):
            position += 1
            return elements(until: UInt8(ascii: ")"))
        case UInt8(ascii: "<"): return enumeration()
        case UInt8(ascii: "-"), 0x30...0x39: return number()
        default: return word()
        }
    }

    /// `<ReasonType.ev_disconnected: 'EVDisconnected'>`
    private mutating func enumeration() -> [UInt8]? {
        guard let colon = text[position...].prefix(256).firstIndex(of: UInt8(ascii: ":")) else { return nil }
        position = colon + 1
        guard let value = value() else { return nil }
        return skip(UInt8(ascii: ">")) ? value : nil
    }

    private mutating func members(until end: UInt8, separator: UInt8) -> [UInt8]? {
        var json = [UInt8(ascii: "{")]
        while true {
            if skip(end) { return json + [UInt8(ascii: "}")] }
            guard let name = name(), skip(separator), let value = value() else { return nil }
            if value != Array("null".utf8) {
                if json.count > 1 { json.append(UInt8(ascii: ",")) }
                JSONText.append(Self.camelCase(name), to: &json)
                json += [UInt8(ascii: ":")] + value
            }
            guard skip(UInt8(ascii: ",")) || next == end else { return nil }
        }
    }

    private mutating func elements(until end: UInt8) -> [UInt8]? {
        var json = [UInt8(ascii: "[")]
        while true {
            if skip(end) { return json + [UInt8(ascii: "]")] }
            guard let value = value() else { return nil }
            if json.count > 1 { json.append(UInt8(ascii: ",")) }
            json += value
            guard skip(UInt8(ascii: ",")) || next == end else { return nil }
        }
    }

    /// The name of a member: in quotes in a dictionary, without them before an argument.
    private mutating func name() -> String? {
        skipBlanks()
        if let quote = next, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
            let (bytes, end) = PythonBytes.decode(text, from: position + 1, quote: quote, isText: true)
            position = end
            // A line may have been broken within the quotes.
            return String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
        }
        let word = text[position...].prefix(while: Self.isPartOfWord)
        position = word.endIndex
        return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
    }

    private mutating func string() -> [UInt8]? {
        guard let quote = next else { return nil }
        let (bytes, end) = PythonBytes.decode(text, from: position + 1, quote: quote, isText: true)
        guard end > position + 1, text[end - 1] == quote else { return nil }
        position = end
        var json: [UInt8] = []
        JSONText.append(utf8: bytes, to: &json)
        skipBlanks()
        return json
    }

    /// A number as it is spelled, where JSON spells it so.
    private mutating func number() -> [UInt8]? {
        let digits = text[position...].prefix { "+-.0123456789eE".utf8.contains($0) }
        position = digits.endIndex
        var cursor = JSONCursor()
        let number = Array(digits)
        guard let token = (try? cursor.next(in: number.span)) ?? nil, token.range.count == number.count else {
            return nil
        }
        skipBlanks()
        return number
    }

    /// `True`, `None`, the name of an enumeration, or another call.
    private mutating func word() -> [UInt8]? {
        let word = text[position...].prefix(while: Self.isPartOfWord)
        guard !word.isEmpty else { return nil }
        position = word.endIndex
        let name = String(decoding: word, as: UTF8.self)
        skipBlanks()
        switch name {
        case "None", "nan", "inf": return Array("null".utf8)
        case "True": return Array("true".utf8)
        case "False": return Array("false".utf8)
        default:
            if skip(UInt8(ascii: "(")) { return arguments() }
            return Array(JSONText.quoted(name.split(separator: ".").last.map(String.init) ?? name).utf8)
        }
    }

    private var next: UInt8? { position < text.endIndex ? text[position] : nil }

    private mutating func skip(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard next == byte else { return false }
        position += 1
        skipBlanks()
        return true
    }

    private mutating func skipBlanks() {
        while let byte = next, byte <= 0x20 { position += 1 }
    }

    private static func isPartOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "."), 0x80...0xFF: true
        default: false
        }
    }

    /// `charging_state` is `chargingState` in OCPP.
    private static func camelCase(_ name: String) -> String {
        switch name {
        case "responder_url": return "responderURL"
        default:
            let words = name.split(separator: "_")
            guard let first = words.first else { return name }
            return first
                + words.dropFirst().map { $0 == "soc" ? "SoC" : $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        }
    }
}
