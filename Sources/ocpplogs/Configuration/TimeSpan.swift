import ArgumentParser

/// A length of time as people type it: `500ms`, `30s`, `15m`, `24h`, `7d`.
struct TimeSpan: Hashable, Sendable, CustomStringConvertible, ExpressibleByArgument {
    var duration: Duration
    var description: String

    init?(argument: String) {
        self.init(argument)
    }

    /// Reads a whole number with a unit; nil when the text is no such span.
    init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits), number <= 1_000_000_000 else { return nil }
        switch text[digits.endIndex...] {
        case "ms": duration = .milliseconds(number)
        case "s": duration = .seconds(number)
        case "m": duration = .seconds(number * 60)
        case "h": duration = .seconds(number * 3_600)
        case "d": duration = .seconds(number * 86_400)
        default: return nil
        }
        description = text
    }

    init(seconds: Int64) {
        duration = .seconds(seconds)
        description = "\(seconds)s"
    }
}
