import OCPPLog

/// Text as HTML shows it, whoever wrote the text.
enum HTMLText {
    /// Appends a text. What hides in it or turns the reading direction is spelled out.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        append(visible: VisibleText.of(text), to: &bytes)
    }

    /// Appends a text in which nothing hides. Every byte that has a meaning in HTML is escaped, by bytes: a quote that a
    /// combining mark follows is another character, and would still close the attribute it stands in.
    static func append(visible text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            default: bytes.append(byte)
            }
        }
    }
}
