import OCPP

/// What is planted in the traffic, so that every side can be asked for it without a look at the data.
struct Landmarks {
    /// Stands in a handful of entries.
    static let needle = "0xBEEF07"
    static let needleCount = 7
    /// Stands in most blocks of 4,096 entries.
    static let phrase = "leakage 6mA"
    /// One entry in so many has the phrase.
    static let phraseRarity = 1_200
    /// Stands in meter values by chance.
    static let digits = "73312"
    /// The id tag of 11 entries.
    static let tag = "04BEEFCAFE11D7"
    static let tagCount = 11
    /// Of one entry.
    static let uniqueID = "5eed0b5e-0c0f-4a11-9bad-1dea0f7e57ed"
    /// Faults of ten million entries whose error code is GroundFailure.
    static let groundFailures = 361
    static let firstTransaction = 48_213

    let entries: Int
    let days: Int
    let begin: Int64

    init(entries: Int) {
        self.entries = entries
        // Ten times the entries are ten times the days: a day of one station stays what it is.
        days = 30 * max(1, entries / 10_000_000)
        begin = 1_790_812_800_000_000
    }

    var end: Int64 { begin + Int64(days) * 86_400_000_000 }

    /// The first moment of what histogram and facets count: 30 days.
    var counted: Int64 { end - 30 * 86_400_000_000 }

    /// A transaction of the middle of the time.
    var transaction: String { String(Self.firstTransaction + entries / 220) }

    /// The site that is asked for.
    let site = "site-17"
    /// The charging station that is asked for, and the first moment of the day.
    let charger = "CS-HPC-0132"
    var day: Int64 { begin + Int64(days / 2) * 86_400_000_000 }

    /// Whether the so many things that are planted evenly fall on this entry.
    func falls(_ count: Int, on number: Int, after offset: Int) -> Bool {
        let stride = max(1, entries / max(1, count))
        return number % stride == min(stride - 1, stride / 2 + offset) && number / stride < count
    }
}
