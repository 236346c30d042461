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

    /// The text with the secrets inside it masked: credentials in URLs, JSON in a string that holds secrets.
    /// - Returns: nil when there is nothing to mask.
    static func text(maskingInside text: String) -> String? {
        if text.contains("://"), let masked = URLCredentials.masked(text) { return masked }
        guard text.contains("{"), text.utf8.count > 8 else { return nil }
        let bytes = Array(text.utf8)
        return SecretFinder.secrets(in: bytes.span).isEmpty ? nil : self.text(hiding: text)
    }
}
