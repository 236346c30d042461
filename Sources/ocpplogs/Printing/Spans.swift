import OCPP

/// Lengths of time as people read them.
enum Spans {
    /// `41 s`, `12 min`, `1 h 04`, `3 d 04 h`; `<1 s` below one.
    static func words(_ microseconds: Int64) -> String {
        let seconds = max(0, microseconds) / 1_000_000
        switch seconds {
        case 0: return "<1 s"
        case ..<60: return "\(seconds) s"
        case ..<3_600: return "\(seconds / 60) min"
        case ..<86_400: return "\(seconds / 3_600) h \(two(seconds % 3_600 / 60))"
        default: return "\(Amount.grouped(Int(seconds / 86_400))) d \(two(seconds % 86_400 / 3_600)) h"
        }
    }

    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
