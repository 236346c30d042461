/// Turns what Ruby's `inspect` writes of arrays and hashes into JSON: `{"a"=>nil}` becomes `{"a":null}`.
enum RubyNotation {
    /// What is JSON already stays as it is; what is neither as well.
    static func json(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var json: [UInt8] = []
        json.reserveCapacity(text.count)
        var position = text.startIndex
        while position < text.endIndex {
            let rest = text[position...]
            switch text[position] {
            case UInt8(ascii: "\""):
                position = string(text, at: position, into: &json)
                continue
            case UInt8(ascii: "=") where rest.starts(with: Array("=>".utf8)):
                json.append(UInt8(ascii: ":"))
                position += 2
                continue
            case UInt8(ascii: "n") where rest.starts(with: Array("nil".utf8)):
                json += Array("null".utf8)
                position += 3
                continue
            case UInt8(ascii: ":"):
                let name = rest.dropFirst().prefix(while: isPartOfName)
                // A symbol; behind a key in quotes stands a blank or a value.
                if let first = name.first, !(0x30...0x39).contains(first), !isWord(name) {
                    json += [UInt8(ascii: "\"")] + name + [UInt8(ascii: "\"")]
                    position = name.endIndex
                    continue
                }
            default: break
            }
            json.append(text[position])
            position += 1
        }
        return json
    }

    /// - Returns: the place behind the string.
    private static func string(_ text: ArraySlice<UInt8>, at start: Int, into json: inout [UInt8]) -> Int {
        json.append(text[start])
        var position = start + 1
        while position < text.endIndex {
            let byte = text[position]
            position += 1
            guard byte == UInt8(ascii: "\\"), position < text.endIndex else {
                json.append(byte)
                if byte == UInt8(ascii: "\"") { return position }
                continue
            }
            let escaped = text[position]
            position += 1
            switch escaped {
            case UInt8(ascii: "#"): json.append(escaped)
            case UInt8(ascii: "e"): json += Array("\\u001b".utf8)
            case UInt8(ascii: "a"): json += Array("\\u0007".utf8)
            case UInt8(ascii: "v"): json += Array("\\u000b".utf8)
            case UInt8(ascii: "u") where position < text.endIndex && text[position] == UInt8(ascii: "{"):
                let digits = text[(position + 1)...].prefix { $0 != UInt8(ascii: "}") }.prefix(8)
                let scalar = UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
                json += Array(String(Character(scalar ?? "\u{FFFD}")).utf8)
                position = min(digits.endIndex + 1, text.endIndex)
            default: json += [byte, escaped]
            }
        }
        return position
    }

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
        default: false
        }
    }

    private static func isWord(_ name: ArraySlice<UInt8>) -> Bool {
        ["true", "false", "null", "nil"].contains(String(decoding: name, as: UTF8.self))
    }
}
