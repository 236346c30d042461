import OCPP

/// A word or quoted text, looked for in the places where words are looked for.
///
/// Payloads are compared as the bytes they are: escapes stay escapes, and the unique id is not among them.
struct TextCondition: Sendable {
    private let needle: FoldedBytes
    private let isASCII: Bool
    private let isWholeToken: Bool

    init(_ text: Query.FreeText) {
        let folded = FoldedBytes(text.text)
        needle = folded
        isASCII = folded.bytes.allSatisfy { $0 < 0x80 }
        isWholeToken = text.isWholeToken
    }

    func matches(_ entry: Entry, _ sites: SiteDirectory) -> Bool {
        if let action = entry.action, isFound(in: action.rawValue) { return true }
        if isFound(in: entry.chargerID.rawValue) || isFound(in: entry.siteID.rawValue) { return true }
        if isFound(in: sites.name(of: entry.siteID)) { return true }
        return isFound(in: entry.request) || isFound(in: entry.response)
    }

    private func isFound(in frame: RecordedFrame?) -> Bool {
        guard let frame else { return false }
        if let error = frame.error, isFound(in: error.code.rawValue) || isFound(in: error.text) { return true }
        if let payload = frame.payload { return isFound(in: frame.bytes.span.extracting(payload)) }
        // Without a payload and without an error it is no frame: all that was kept of it.
        return frame.error == nil && isFound(in: frame.bytes.span)
    }

    private func isFound(in text: String) -> Bool {
        isFound(in: text.utf8.span)
    }

    private func isFound(in bytes: Span<UInt8>) -> Bool {
        if isASCII, !isWholeToken, needle.firstIndex(in: bytes) != nil { return true }
        if CaseFolding.isASCII(bytes) { return isWholeToken && isASCII && isToken(in: bytes) }
        // Other letters may fold to the text: the Kelvin sign is a k.
        let folded = CaseFolding.fold(bytes)
        return isWholeToken ? isToken(in: folded.span) : needle.firstIndex(in: folded.span) != nil
    }

    /// Whether the text stands somewhere with no letter or digit glued to its own letters and digits.
    private func isToken(in bytes: Span<UInt8>) -> Bool {
        let text = String(decoding: needle.bytes, as: UTF8.self).unicodeScalars
        guard let first = text.first, let last = text.last else { return true }
        var start = 0
        while let found = needle.firstIndex(in: bytes, from: start) {
            let isGluedBefore = first.isLetterOrDigit && scalar(before: found, in: bytes)?.isLetterOrDigit == true
            let end = found + needle.bytes.count
            let isGluedAfter = last.isLetterOrDigit && scalar(at: end, in: bytes)?.isLetterOrDigit == true
            if !isGluedBefore && !isGluedAfter { return true }
            start = found + 1
        }
        return false
    }

    private func scalar(at index: Int, in bytes: Span<UInt8>) -> Unicode.Scalar? {
        guard index < bytes.count else { return nil }
        if bytes[index] < 0x80 { return Unicode.Scalar(bytes[index]) }
        return JSONText.string(index..<min(index + 4, bytes.count), in: bytes).unicodeScalars.first
    }

    private func scalar(before index: Int, in bytes: Span<UInt8>) -> Unicode.Scalar? {
        var start = index - 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start >= 0 ? scalar(at: start, in: bytes) : nil
    }
}
