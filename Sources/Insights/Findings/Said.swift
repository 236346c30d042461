import OCPP
import OCPPLog

/// Values in sentences: quoted, shortened, and with their units.
enum Said {
    /// A text from outside: at most 80 characters, control characters made visible.
    static func quoted(_ text: String) -> String {
        let shown = text.count > 80 ? text.prefix(79) + "…" : text[...]
        return "\"\(VisibleText.of(String(shown)))\""
    }

    /// A time span: `41 min`, `3.5 s`, `2 h 5 min`, `3 d 4 h`.
    static func span(_ duration: Duration) -> String {
        let seconds = Double(duration.wholeMicroseconds.magnitude) / 1_000_000
        guard seconds >= 60 else { return "\(trimmed(seconds)) s" }
        let minutes = Int(seconds / 60)
        guard minutes >= 60 else { return "\(minutes) min" }
        let hours = minutes / 60
        guard hours >= 48 else { return hours * 60 == minutes ? "\(hours) h" : "\(hours) h \(minutes % 60) min" }
        return hours % 24 == 0 ? "\(hours / 24) d" : "\(hours / 24) d \(hours % 24) h"
    }

    /// A number with at most one digit behind its point, without a needless one.
    static func trimmed(_ number: Double) -> String {
        let tenths = (number * 10).rounded()
        guard abs(tenths) < 9e15 else { return "\(number)" }
        return tenths.truncatingRemainder(dividingBy: 10) == 0
            ? "\(Int64(tenths / 10))" : "\(Int64(tenths) / 10).\(abs(Int64(tenths) % 10))"
    }
}
