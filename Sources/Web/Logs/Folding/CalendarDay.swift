import OCPP

/// A day of the calendar in words: `Sunday, 22 November 2026`.
struct CalendarDay: Sendable, Hashable {
    let words: String

    private static let weekdays = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// - Parameter date: `2026-11-22`; anything else stays as it is.
    init(_ date: String) {
        let parts = date.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, Self.months.indices.contains(parts[1] - 1),
            let midnight = Timestamp("\(date)T00:00:00Z")
        else {
            words = date
            return
        }
        // 1970 began on a Thursday.
        let day = Int((Double(midnight.microseconds) / 86_400_000_000).rounded(.down)) % 7
        words = "\(Self.weekdays[(day + 7) % 7]), \(parts[2]) \(Self.months[parts[1] - 1]) \(parts[0])"
    }
}
