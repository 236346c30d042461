import OCPP

/// What is wrong with a date and time that can be read as one all the same.
enum TimeFault: Hashable {
    /// It names no zone, so nobody knows which hour is meant.
    case noZone
    /// A year in which no station was charging or will be.
    case year(Timestamp)

    /// The first moment of 2000 and of 2101, in microseconds since 1970.
    private static let plausible = Int64(946_684_800_000_000)..<Int64(4_133_980_800_000_000)

    /// Nil for a time without fault, and for what is no time at all: the schema tells of that.
    init?(_ text: Span<UInt8>) {
        if Self.isPlain(text) { return nil }
        if let time = Timestamp(utf8: text, offsetMinutes: nil) {
            guard !Self.plausible.contains(time.microseconds) else { return nil }
            self = .year(time)
        } else if let time = Timestamp(utf8: text, offsetMinutes: 0) {
            self = Self.plausible.contains(time.microseconds) ? .noZone : .year(time)
        } else {
            return nil
        }
    }

    /// Whether a moment lies in a year in which stations may charge. Logs without times have moments of 1970.
    static func isPlausible(_ time: Timestamp) -> Bool { plausible.contains(time.microseconds) }

    /// Nearly every time is of this century and ends with `Z`: it needs not be read.
    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 20, text[0] == UInt8(ascii: "2"), text[1] == UInt8(ascii: "0") else { return false }
        return text[text.count - 1] == UInt8(ascii: "Z")
    }
}
