/// Masks secrets in bytes that are no JSON, where structure cannot say what is one.
///
/// Careful rather than complete: from the brace before the first suspicious word on, everything goes.
enum UnreadableText {
    /// The bytes up to the first suspicion, and a note of how many were taken away; nil when nothing is suspicious.
    static func masked(_ bytes: [UInt8]) -> [UInt8]? {
        let folded = bytes.map(CaseFolding.foldASCII)[...]
        let places = SecretNames.markers.compactMap { folded.firstRange(ofBytes: $0)?.lowerBound }
        let credentials = urlWithCredentials(folded)
        guard let first = (places + [credentials].compactMap { $0 }).min() else { return nil }
        let start = folded[..<first].lastIndex(of: UInt8(ascii: "{")) ?? first
        return bytes[..<start] + Array("(masked: \(bytes.count - start) bytes that may hold a secret)".utf8)
    }

    private static func urlWithCredentials(_ bytes: ArraySlice<UInt8>) -> Int? {
        var rest = bytes
        while let scheme = rest.firstRange(ofBytes: Array("://".utf8)) {
            let authority = rest[scheme.upperBound...].prefix { ![0x2F, 0x3F, 0x20, 0x22].contains($0) }
            if authority.contains(UInt8(ascii: "@")) { return scheme.lowerBound }
            rest = rest[authority.endIndex...]
        }
        return nil
    }
}
