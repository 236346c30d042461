extension JSONText {
    /// Appends a text as a JSON string with its quotes. Only what RFC 8259 §7 demands is escaped.
    public static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { utf8 in
            if appendQuickly(utf8, to: &bytes) == nil { appendSlowly(utf8, to: &bytes) }
        }
    }

    /// Appends the bytes of a text as a JSON string with its quotes; invalid UTF-8 becomes U+FFFD.
    public static func append(utf8 text: [UInt8], to bytes: inout [UInt8]) {
        let start = bytes.count
        if let isASCII = text.withUnsafeBufferPointer({ appendQuickly($0, to: &bytes) }) {
            if isASCII { return }
            do {
                _ = try UTF8Span(validating: text.span)
                return
            } catch {
                bytes.removeSubrange(start...)
            }
        }
        append(String(decoding: text, as: UTF8.self), to: &bytes)
    }

    /// A text as a JSON string with its quotes.
    public static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends JSON that lies on one line: a line break in it stands between tokens and becomes a blank.
    public static func append(onOneLine json: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(contentsOf: json)
        bytes.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var place = start
            while place < buffer.count {
                if place + 8 <= buffer.count {
                    let eight = EightBytes(at: base + place)
                    let marks = eight.marks(of: 0x0A) | eight.marks(of: 0x0D)
                    guard marks != 0 else {
                        place += 8
                        continue
                    }
                    place += EightBytes.first(of: marks)
                }
                if buffer[place] == 0x0A || buffer[place] == 0x0D { buffer[place] = 0x20 }
                place += 1
            }
        }
    }

    /// Appends a whole number in digits.
    public static func append(_ number: Int, to bytes: inout [UInt8]) {
        var rest = number.magnitude
        var places = 1
        while rest >= 10 {
            rest /= 10
            places += 1
        }
        let count = places + (number < 0 ? 1 : 0)
        bytes.append(addingCapacity: count) { (output: inout OutputSpan<UInt8>) in
            output.withUnsafeMutableBufferPointer { buffer, filled in
                rest = number.magnitude
                for place in ((count - places)..<count).reversed() {
                    buffer[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
                if number < 0 { buffer[0] = UInt8(ascii: "-") }
                filled = count
            }
        }
    }

    /// Appends a text whose escapes are of two bytes each, as those of quotes and line breaks are.
    /// - Returns: whether it is ASCII; nil when there are other escapes in it: then nothing was appended.
    private static func appendQuickly(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) -> Bool? {
        var isASCII: Bool?
        // Every byte may take two. Eight are written at once, of which less may be meant. The rest are the quotes.
        bytes.append(addingCapacity: 2 * text.count + 10) { (output: inout OutputSpan<UInt8>) in
            output.withUnsafeMutableBufferPointer { buffer, filled in
                guard let base = buffer.baseAddress else { return }
                base[0] = UInt8(ascii: "\"")
                guard let escaped = escape(text, into: base + 1) else { return }
                base[escaped.count + 1] = UInt8(ascii: "\"")
                filled = escaped.count + 2
                isASCII = escaped.isASCII
            }
        }
        return isASCII
    }

    /// - Parameter output: has room for twice as many bytes and eight more.
    /// - Returns: how many bytes were written; nil when a longer escape is needed.
    private static func escape(
        _ text: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>
    ) -> (count: Int, isASCII: Bool)? {
        guard let source = text.baseAddress else { return (0, true) }
        let end = text.count
        var (read, written) = (0, 0)
        var foreign: UInt64 = 0
        while read &+ 8 <= end {
            let eight = EightBytes(at: source + read)
            eight.write(to: output + written)
            foreign |= eight.foreignMarks
            let marks =
                eight.controlMarks | eight.marks(of: UInt8(ascii: "\"")) | eight.marks(of: UInt8(ascii: "\\"))
            guard marks != 0 else {
                read &+= 8
                written &+= 8
                continue
            }
            // What is behind the first one is looked at again.
            let plain = EightBytes.first(of: marks)
            guard let letter = shortEscape(of: source[read &+ plain]) else { return nil }
            output[written &+ plain] = UInt8(ascii: "\\")
            output[written &+ plain &+ 1] = letter
            read &+= plain &+ 1
            written &+= plain &+ 2
        }
        while read < end {
            let byte = source[read]
            read &+= 1
            foreign |= UInt64(byte & 0x80)
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                guard let letter = shortEscape(of: byte) else { return nil }
                output[written] = UInt8(ascii: "\\")
                output[written &+ 1] = letter
                written &+= 2
            } else {
                output[written] = byte
                written &+= 1
            }
        }
        return (written, foreign == 0)
    }

    /// What stands behind the backslash; nil for control characters that have no letter here.
    private static func shortEscape(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
        case 0x0A: UInt8(ascii: "n")
        case 0x0D: UInt8(ascii: "r")
        case 0x09: UInt8(ascii: "t")
        default: nil
        }
    }

    /// The same with escapes of any length, byte by byte.
    private static func appendSlowly(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text {
            if let letter = shortEscape(of: byte) {
                bytes += [UInt8(ascii: "\\"), letter]
            } else if byte < 0x20 {
                bytes += Array("\\u00".utf8) + [hexDigit(byte >> 4), hexDigit(byte & 15)]
            } else {
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x61 + value - 10
    }
}
