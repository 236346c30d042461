import OCPP

/// Moments as parameters of the API write them: RFC 3339, or a time before now.
enum Moment {
    /// What a time before now looks like: seconds, minutes, hours, days or weeks.
    static let pattern = "^[1-9][0-9]{0,5}[smhdw]$"

    /// Whether a text is one.
    static func isOne(_ text: String) -> Bool {
        absolute(text) != nil || age(text) != nil
    }

    /// The moment that a text means; nil when it means none.
    static func of(_ text: String, now: Timestamp) -> Timestamp? {
        absolute(text) ?? age(text).map { now.advanced(by: .zero - $0) }
    }

    /// Whether what a text means moves with the time of day.
    static func isRelative(_ text: String) -> Bool { age(text) != nil }

    private static func absolute(_ text: String) -> Timestamp? {
        // The plus of "+02:00" arrives as a blank when it was not percent-encoded.
        let restored = text.lastIndex(of: " ").map { text[..<$0] + "+" + text[text.index(after: $0)...] }
        return Timestamp(text) ?? restored.flatMap { Timestamp($0) }
    }

    private static func age(_ text: String) -> Duration? {
        let digits = text.dropLast().utf8
        guard let unit = text.last, (1...6).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            digits.first != UInt8(ascii: "0"), let number = Int(text.dropLast())
        else { return nil }
        switch unit {
        case "s": return .seconds(number)
        case "m": return .seconds(number * 60)
        case "h": return .seconds(number * 3_600)
        case "d": return .seconds(number * 86_400)
        case "w": return .seconds(number * 7 * 86_400)
        default: return nil
        }
    }
}
