/// The text of a version, compared part by part: digits as numbers, letters without regard to case.
struct VersionNumber: Sendable, Hashable {
    private enum Part: Sendable, Hashable {
        case letters([UInt8])
        /// Digits without leading zeros.
        case number([UInt8])
    }

    private var parts: [Part] = []

    /// Nil for a text without a digit, which is no version: `unknown`.
    init?(_ text: String) {
        var hasDigit = false
        var run: [UInt8] = []
        var isNumber = false
        func part() -> Part { isNumber ? .number(Array(run.drop { $0 == 0x30 })) : .letters(run) }
        for byte in CaseFolding.fold(text).utf8 {
            let isDigit = (0x30...0x39).contains(byte)
            let isLetter = (0x61...0x7A).contains(byte) || byte >= 0x80
            hasDigit = hasDigit || isDigit
            if !run.isEmpty, !(isDigit || isLetter) || isDigit != isNumber {
                parts.append(part())
                run = []
            }
            guard isDigit || isLetter else { continue }
            isNumber = isDigit
            run.append(byte)
        }
        if !run.isEmpty { parts.append(part()) }
        guard hasDigit else { return nil }
    }
}

extension VersionNumber: Comparable {
    static func < (a: VersionNumber, b: VersionNumber) -> Bool {
        for (one, other) in zip(a.parts, b.parts) where one != other {
            switch (one, other) {
            case (.letters, .number): return true
            case (.number, .letters): return false
            case (.letters(let one), .letters(let other)): return one.lexicographicallyPrecedes(other)
            case (.number(let one), .number(let other)):
                return one.count == other.count ? one.lexicographicallyPrecedes(other) : one.count < other.count
            }
        }
        return a.parts.count < b.parts.count
    }
}
