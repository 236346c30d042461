/// Masks secrets in bytes that are no JSON, where structure cannot say what is one.
///
/// Careful rather than complete: where a word is suspicious, everything goes from the first brace on, since the secret may
/// stand before the name that tells of it. In XML that is the beginning of the body.
enum UnreadableText {
    /// The bytes up to the payload with the suspicion, and a note of how many were taken away; nil when nothing is suspicious.
    static func masked(_ bytes: [UInt8]) -> [UInt8]? {
        guard let first = firstSuspicion(in: bytes) else { return nil }
        let start = bytes[..<first].firstIndex(of: UInt8(ascii: "{")) ?? beginOfBody(bytes[..<first]) ?? first
        return bytes[..<start] + Array("(masked: \(bytes.count - start) bytes that may hold a secret)".utf8)
    }

    /// Behind the tag with which the body of an envelope begins, whatever its prefix.
    private static func beginOfBody(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") else { return nil }
        let folded = bytes.map(CaseFolding.foldASCII)[...]
        guard let tag = folded.firstRange(ofBytes: Array("body".utf8))?.upperBound else { return nil }
        return bytes[(bytes.startIndex + tag)...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
    }

    private static func firstSuspicion(in bytes: [UInt8]) -> Int? {
        let folded = bytes.map(CaseFolding.foldASCII)[...]
        let places = SecretNames.markers.compactMap { folded.firstRange(ofBytes: $0)?.lowerBound }
        return (places + [urlWithCredentials(folded), secretWord(bytes)].compactMap { $0 }).min()
    }

    /// A user name in a URL, whose slashes JSON may have escaped.
    private static func urlWithCredentials(_ bytes: ArraySlice<UInt8>) -> Int? {
        for scheme in ["://", ":\\/\\/"] {
            var rest = bytes
            while let begin = rest.firstRange(ofBytes: Array(scheme.utf8)) {
                let authority = rest[begin.upperBound...].prefix { ![0x2F, 0x3F, 0x20, 0x22].contains($0) }
                if authority.contains(UInt8(ascii: "@")) { return begin.lowerBound }
                rest = rest[authority.endIndex...]
            }
        }
        return nil
    }

    /// The first word that is the name of a secret key, or of a secret item of a query.
    private static func secretWord(_ bytes: [UInt8]) -> Int? {
        var position = 0
        while let start = bytes[position...].firstIndex(where: isOfWord) {
            let word = bytes[start...].prefix(while: isOfWord)
            position = word.endIndex
            let isItem =
                start > 0 && [0x3F, 0x26, 0x3B].contains(bytes[start - 1]) && position < bytes.count
                && bytes[position] == UInt8(ascii: "=")
            if isItem ? URLCredentials.isSecret(word) : isSecretKey(word) { return start }
        }
        return nil
    }

    private static func isSecretKey(_ word: ArraySlice<UInt8>) -> Bool {
        guard word.count <= 128, Suspicion.isRaised(by: word.span) else { return false }
        let name = String(decoding: word, as: UTF8.self)
        return !SecretNames.isOrdinaryMember(name) && SecretNames.isSecretKey(name)
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || [0x25, 0x2D, 0x2E, 0x5F].contains(byte)
    }
}
