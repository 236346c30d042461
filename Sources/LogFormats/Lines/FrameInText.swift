import OCPP

/// A frame within the text of a message, and what stands before it.
struct FrameInText {
    /// The text may be escaped so often.
    private static let mostLayers = 3

    private(set) var frame: [UInt8]
    private(set) var sender = LoggedSender.unknown
    private(set) var charger: String?

    /// Nil when the text holds no frame.
    init?(_ text: [UInt8]) {
        guard let start = FrameText.start(in: text[...]) else { return nil }
        frame = Self.frame(at: start, in: text)
        readBefore(String(decoding: text[max(0, start - 256)..<start], as: UTF8.self))
    }

    private static func frame(at start: Int, in text: [UInt8]) -> [UInt8] {
        // As Python writes bytes: b'[2,"…"]'.
        if start > 1, text[start - 2] == UInt8(ascii: "b"), case let quote = text[start - 1],
            quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
        {
            return FrameText.frame(at: 0, in: PythonBytes.decode(text[...], from: start, quote: quote).bytes[...])
        }
        var frame = Array(text[start...])
        for _ in 0..<mostLayers where isEscaped(frame) { frame = unescaped(frame) }
        return FrameText.frame(at: 0, in: frame[...])
    }

    /// Whether the first quote has a backslash before it.
    private static func isEscaped(_ frame: [UInt8]) -> Bool {
        guard let quote = frame.firstIndex(of: UInt8(ascii: "\"")), quote > 0 else { return false }
        return frame[quote - 1] == UInt8(ascii: "\\")
    }

    /// Without one layer of backslashes; the text ends at the first quote that has none.
    private static func unescaped(_ frame: [UInt8]) -> [UInt8] {
        var end = 0
        while end < frame.count, frame[end] != UInt8(ascii: "\"") { end += frame[end] == UInt8(ascii: "\\") ? 2 : 1 }
        return Array(JSONText.decode(0..<min(end, frame.count), hasEscapes: true, in: frame.span).utf8)
    }

    /// `received JSON message from CP-7: `, `CP-7: receive message `, `Message delivered to CSMS.`
    private mutating func readBefore(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        let small = words.map { $0.lowercased() }
        if small.suffix(2) == ["receive", "message"] || small.last == "send" {
            sender = small.last == "send" ? .sentByWriter : .receivedByWriter
            charger = Self.name(words.dropLast(small.last == "send" ? 1 : 2).last)
            return
        }
        for (index, word) in small.enumerated().reversed() {
            if word == "to" || word == "from", index + 1 < words.count {
                let side = StatedSender.named(small[index + 1])
                if side == .csms || side == .cp {
                    sender = (word == "from") == (side == .cp) ? .cp : .csms
                    return
                }
                if index + 2 == words.count { charger = Self.name(words[index + 1]) }
            }
            if word.hasPrefix("receiv") || word.hasPrefix("recv") || word.hasPrefix("incoming") {
                sender = .receivedByWriter
                return
            }
            if word.hasPrefix("sent") || word.hasPrefix("send") || word.hasPrefix("outgoing") {
                sender = .sentByWriter
                return
            }
        }
    }

    /// A name and the colon behind it.
    private static func name(_ word: Substring?) -> String? {
        guard let word, word.hasSuffix(":"), word.count > 1 else { return nil }
        return String(word.dropLast())
    }
}
