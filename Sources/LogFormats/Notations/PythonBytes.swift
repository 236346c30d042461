import OCPP

/// Reads what Python's `repr` writes of bytes and texts.
enum PythonBytes {
    /// The bytes up to the quote that ends them.
    /// - Parameters:
    ///   - start: the place behind the quote that begins them.
    ///   - isText: whether `\u` and the like are escapes, as they are in a text.
    /// - Returns: the bytes, and the place behind the closing quote; without one, all that follows.
    static func decode(
        _ text: ArraySlice<UInt8>, from start: Int, quote: UInt8, isText: Bool = false
    ) -> (bytes: [UInt8], end: Int) {
        var bytes: [UInt8] = []
        var position = start
        while position < text.endIndex {
            let byte = text[position]
            position += 1
            if byte == quote { return (bytes, position) }
            guard byte == UInt8(ascii: "\\"), position < text.endIndex else {
                bytes.append(byte)
                continue
            }
            let escaped = text[position]
            position += 1
            switch escaped {
            case UInt8(ascii: "n"): bytes.append(0x0A)
            case UInt8(ascii: "r"): bytes.append(0x0D)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): bytes.append(escaped)
            case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"):
                let digits = escaped == UInt8(ascii: "x") ? 2 : escaped == UInt8(ascii: "u") ? 4 : 8
                let end = min(position + digits, text.endIndex)
                let number = UInt32(String(decoding: text[position..<end], as: UTF8.self), radix: 16)
                guard let number, end - position == digits, isText || digits == 2 else {
                    bytes += [byte, escaped]
                    continue
                }
                position = end
                if isText {
                    bytes += Array(String(Character(Unicode.Scalar(number) ?? "\u{FFFD}")).utf8)
                } else {
                    bytes.append(UInt8(truncatingIfNeeded: number))
                }
            default: bytes += [byte, escaped]
            }
        }
        return (bytes, position)
    }
}
