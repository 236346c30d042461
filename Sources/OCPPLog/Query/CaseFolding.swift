/// Makes texts comparable without regard to case: Unicode's simple folding, one scalar at a time.
public enum CaseFolding {
    /// The folded form of a text.
    public static func fold(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
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

    private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.isASCII { return Unicode.Scalar(foldASCII(UInt8(scalar.value))) }
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
