/// Makes texts comparable without regard to case: Unicode's simple folding, one scalar at a time.
public enum CaseFolding {
    /// The folded form of a text.
    public static func fold(_ text: String) -> String {
        if isASCII(text.utf8.span) {
            return String(decoding: text.utf8.map(foldASCII), as: UTF8.self)
        }
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            folded.append(fold(scalar))
        }
        return String(folded)
    }

    /// `A`–`Z` become `a`–`z`; every other byte stays.
    public static func foldASCII(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    /// Whether two texts differ in case at most.
    static func areEqual(_ a: String, _ b: String) -> Bool {
        fold(a).utf8.elementsEqual(fold(b).utf8)
    }

    /// Whether every byte is below 0x80, so that folding can work on bytes alone.
    static func isASCII(_ bytes: Span<UInt8>) -> Bool {
        var union: UInt8 = 0
        for index in bytes.indices { union |= bytes[index] }
        return union < 0x80
    }

    /// The folded bytes of a text in UTF-8; what is no UTF-8 becomes U+FFFD.
    static func fold(_ bytes: Span<UInt8>) -> [UInt8] {
        let text = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        return Array(fold(text).utf8)
    }

    /// Hands over bytes of a text that are folded but for ASCII letters, without a copy where the text is all ASCII.
    static func withComparableBytes<Result>(of text: String, _ body: (Span<UInt8>) -> Result) -> Result {
        if isASCII(text.utf8.span) { return body(text.utf8.span) }
        return body(Array(fold(text).utf8).span)
    }

    private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.isASCII { return Unicode.Scalar(foldASCII(UInt8(scalar.value))) }
        // The one letter whose capital belongs to another letter: a dotless i is not an i.
        if scalar == "\u{131}" { return scalar }
        // Upper case first, so that the two small sigmas meet; only mappings to one scalar, which is what "simple" means.
        let upper = single(scalar.properties.uppercaseMapping) ?? scalar
        return single(upper.properties.lowercaseMapping) ?? scalar
    }

    private static func single(_ mapping: String) -> Unicode.Scalar? {
        mapping.unicodeScalars.count == 1 ? mapping.unicodeScalars.first : nil
    }
}

extension ArraySlice<UInt8> {
    /// The first place where these bytes occur; the empty needle is at the start.
    func firstRange(ofBytes needle: [UInt8]) -> Range<Int>? {
        guard let first = needle.first else { return startIndex..<startIndex }
        guard count >= needle.count else { return nil }
        for start in startIndex...(endIndex - needle.count) where self[start] == first {
            if self[start..<start + needle.count].elementsEqual(needle) { return start..<start + needle.count }
        }
        return nil
    }
}
