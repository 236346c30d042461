import OCPP

/// Cuts a stretch of time into pieces that begin when a clock on the wall shows something round.
struct TimeBuckets: Sendable {
    /// How long a piece is.
    enum Step: Sendable, Hashable {
        case seconds(Int64)
        case months(Int64)

        /// `15m`, `1d`, `3mo`.
        var words: String {
            switch self {
            case .months(let months): months % 12 == 0 ? "\(months / 12)y" : "\(months)mo"
            case .seconds(let seconds):
                if seconds % 86_400 == 0 {
                    "\(seconds / 86_400)d"
                } else if seconds % 3_600 == 0 {
                    "\(seconds / 3_600)h"
                } else {
                    seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
                }
            }
        }
    }

    /// The length of a piece; where summer time begins or ends, one of hours or days is longer or shorter.
    let step: Step
    /// Where the pieces begin, and where the last one ends.
    let boundaries: [Timestamp]

    private static let second: Int64 = 1_000_000
    private static let hour: Int64 = 3_600
    private static let steps: [Step] =
        [1, 5, 15, 30, 60, 300, 900, 1_800, 3_600, 3 * 3_600, 6 * 3_600, 12 * 3_600, 86_400, 7 * 86_400].map {
            .seconds($0)
        } + [1, 3, 12, 120, 1_200, 12_000].map { .months($0) }

    /// The finest pieces of which there are not more than `most`.
    init(from: Timestamp, to: Timestamp, most: Int, clock: LocalClock) {
        for step in Self.steps.dropLast() {
            if let boundaries = Self.cut(from, to, step, clock, most: most) {
                self.step = step
                self.boundaries = boundaries
                return
            }
        }
        step = .months(12_000)
        boundaries = Self.cut(from, to, .months(12_000), clock, most: .max) ?? [from, to]
    }

    /// Nil when there would be more than `most` pieces.
    private static func cut(
        _ from: Timestamp, _ to: Timestamp, _ step: Step, _ clock: LocalClock, most: Int
    ) -> [Timestamp]? {
        if case .seconds(let seconds) = step, (to.microseconds - from.microseconds) / (seconds * second) > Int64(most) {
            return nil
        }
        var boundaries = [first(from, step, clock)]
        while let last = boundaries.last, last < to {
            guard boundaries.count <= most else { return nil }
            let next = next(last, step, clock)
            guard next > last else { return boundaries + [to] }
            boundaries.append(next)
        }
        return boundaries
    }

    /// The last round moment that is not after another.
    private static func first(_ moment: Timestamp, _ step: Step, _ clock: LocalClock) -> Timestamp {
        switch step {
        case .months(let months):
            return clock.moment(showing: MonthCount(local: clock.local(moment)).rounded(to: months).local)
        case .seconds(let seconds) where seconds <= hour:
            return Timestamp(microseconds: moment.microseconds - rest(clock.local(moment), seconds))
        case .seconds(let seconds):
            let local = clock.local(moment)
            return min(moment, clock.moment(showing: local - rest(local, seconds)))
        }
    }

    /// The round moment after one.
    private static func next(_ moment: Timestamp, _ step: Step, _ clock: LocalClock) -> Timestamp {
        let local = clock.local(moment)
        switch step {
        case .months(let months):
            return clock.moment(showing: MonthCount(local: local).rounded(to: months).adding(months).local)
        case .seconds(let seconds) where seconds <= hour:
            // Hours go on through a change of the clock: one is then shown twice, or left out.
            return Timestamp(microseconds: moment.microseconds + seconds * second - rest(local, seconds))
        case .seconds(let seconds):
            return clock.moment(showing: local + seconds * second - rest(local, seconds))
        }
    }

    /// How far the clock is past something round. Weeks begin on Monday; 1970 began on a Thursday.
    private static func rest(_ local: Int64, _ seconds: Int64) -> Int64 {
        let shift = seconds == 7 * 86_400 ? 3 * 86_400 * second : 0
        let rest = (local + shift) % (seconds * second)
        return rest < 0 ? rest + seconds * second : rest
    }
}

/// Months since the year 0.
private struct MonthCount {
    private var months: Int64

    /// The month that a clock shows.
    init(local: Int64) {
        let parts = Timestamp(microseconds: local).text(fractionDigits: 0).split(separator: "-")
        months = (Int64(parts.first ?? "") ?? 0) * 12 + (Int64(parts.dropFirst().first ?? "") ?? 1) - 1
    }

    func rounded(to step: Int64) -> MonthCount {
        adding(-(months % step))
    }

    func adding(_ more: Int64) -> MonthCount {
        var sum = self
        sum.months += more
        return sum
    }

    /// When the clock shows the beginning of the month; the last moment that can be written at the most.
    var local: Int64 {
        let year = String(months / 12)
        let month = String(months % 12 + 1)
        let text =
            "\(String(repeating: "0", count: max(0, 4 - year.count)))\(year)-\(month.count < 2 ? "0" : "")\(month)"
        return (Timestamp("\(text)-01T00:00:00Z") ?? Self.last).microseconds
    }

    private static let last = Timestamp("9999-12-31T23:59:59Z") ?? Timestamp(microseconds: 0)
}
