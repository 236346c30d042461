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

extension Said {
    /// A word of a message that is likely one of the specification: as it is where it is short and plain, else quoted.
    static func word(_ text: String?) -> String {
        guard let text, !text.isEmpty else { return "unknown" }
        let isPlain = text.utf8.count <= 40 && text.utf8.allSatisfy { Self.isPlain($0) }
        return isPlain ? text : quoted(text)
    }

    /// An energy in Wh: `820 Wh`, `12.3 kWh`.
    static func energy(_ wattHours: Double) -> String {
        abs(wattHours) < 1_000 ? "\(trimmed(wattHours)) Wh" : "\(Double(Int64(clamping: wattHours)) / 1_000) kWh"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default: false
        }
    }
}

extension Int64 {
    /// The whole part of a number; the ends of the range hold, and 0 stands for what is no number.
    init(clamping number: Double) {
        if number.isNaN {
            self = 0
        } else if number >= 9.2e18 {
            self = .max
        } else {
            self = number <= -9.2e18 ? .min : Int64(number)
        }
    }
}
