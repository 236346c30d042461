import OCPP

/// A month by our clock (UTC): what is recorded in it lies in one file.
struct Month: Hashable, Comparable, Sendable, CustomStringConvertible {
    var year: Int
    var month: Int

    init(year: Int, month: Int) {
        self.year = year
        self.month = month
    }

    /// The month of a moment; years outside of 1...9999 are taken as the nearest of those.
    init(of moment: Timestamp) {
        let text = moment.description
        let parts = text.split(separator: "-", maxSplits: 2)
        guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), (1...9_999).contains(year) else {
            self.init(year: moment.microseconds < 0 ? 1 : 9_999, month: moment.microseconds < 0 ? 1 : 12)
            return
        }
        self.init(year: year, month: month)
    }

    /// The month of a file of that name; nil for other files.
    init?(fileName: some StringProtocol) {
        let digits = fileName.dropFirst(4).prefix(7)
        guard let year = Int(digits.prefix(4)), let month = Int(digits.suffix(2)), (1...12).contains(month) else {
            return nil
        }
        self.init(year: year, month: month)
        guard self.fileName == fileName else { return nil }
    }

    /// `log-2026-11.sqlite`.
    var fileName: String { "log-\(self).sqlite" }

    /// `2026-11`.
    var description: String {
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + (month < 10 ? "-0" : "-") + "\(month)"
    }

    static func < (a: Month, b: Month) -> Bool {
        (a.year, a.month) < (b.year, b.month)
    }
}
