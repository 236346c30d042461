extension Duration {
    /// The duration for people, in its two largest units: `2 d 3 h`, `4 min 5 s`, `0.412 s`. A negative one counts as zero.
    var inWords: String {
        let (seconds, attoseconds) = max(self, .zero).components
        switch seconds {
        case ..<10:
            let digits = String(attoseconds / 1_000_000_000_000_000)
            return "\(seconds)." + String(repeating: "0", count: 3 - digits.count) + "\(digits) s"
        case ..<60: return "\(seconds) s"
        case ..<3_600: return "\(seconds / 60) min \(seconds % 60) s"
        case ..<86_400: return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
        default: return "\(seconds / 86_400) d \(seconds % 86_400 / 3_600) h"
        }
    }
}
