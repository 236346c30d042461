import OCPP

/// What stands in place of a secret.
enum Mask {
    /// A text that tells only how long the secret was, roughly: `(masked: 17-32 characters)`.
    static func text(hiding secret: String) -> String {
        let length = secret.unicodeScalars.count
        let bounds = [0, 8, 16, 32, 64, 128]
        guard let index = bounds.firstIndex(where: { length <= $0 }) else { return "(masked: over 128 characters)" }
        return index == 0 ? "(masked: empty)" : "(masked: \(bounds[index - 1] + 1)-\(bounds[index]) characters)"
    }

    /// Whether a text is a mask already: an entry that was written as an open CALL passes here twice.
    static func isMask(_ text: String) -> Bool {
        text.hasPrefix("(masked: ")
    }

    /// The text with the secrets inside it masked: JSON in a string that holds secrets, credentials in URLs.
    /// - Returns: nil when there is nothing to mask.
    static func text(maskingInside text: String) -> String? {
        // JSON first: it goes as a whole, so that no secret stays beside a URL that was mended.
        holdsSecretJSON(text) ? self.text(hiding: text) : URLCredentials.masked(text)
    }

    /// Whether a text is JSON that holds secrets, or has such JSON somewhere in it.
    private static func holdsSecretJSON(_ text: String) -> Bool {
        guard text.utf8.count > 8, text.utf8.contains(where: isOpening) else { return false }
        let bytes = Array(text.utf8)
        var start = bytes[0] == UInt8(ascii: "\"") ? 0 : bytes.firstIndex(where: isOpening)
        var rest: ArraySlice<UInt8>?
        while let begin = start {
            let (secrets, end, brokeOff) = SecretFinder.secrets(in: bytes.span, at: begin)
            if !secrets.isEmpty { return true }
            if brokeOff, rest == nil { rest = bytes[begin...] }
            start = bytes[max(end, begin + 1)...].firstIndex(where: isOpening)
        }
        // Behind a fault, structure cannot say what is a secret.
        return rest.map { UnreadableText.masked(Array($0)) != nil } ?? false
    }

    private static func isOpening(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
    }
}
