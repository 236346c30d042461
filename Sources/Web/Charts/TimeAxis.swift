import OCPP

/// A stretch of time from left to right, with marks where the clock of a zone shows something round.
struct TimeAxis: Sendable, Hashable {
    /// A mark and what it says.
    struct Tick: Sendable, Hashable {
        /// From 0 to 1.
        var share: Double
        var label: String
    }

    /// At most so many marks: at 360 pixels their labels still stand apart.
    static let mostTicks = 6

    let from: Timestamp
    let to: Timestamp
    let zone: PageZone

    /// From one moment to a later one; a stretch of no length becomes one of a second.
    init(from: Timestamp, to: Timestamp, zone: PageZone = .shown) {
        self.from = from
        self.zone = zone
        self.to = max(to, from.advanced(by: .seconds(1)))
    }

    /// Where a moment stands, from 0 to 1; moments outside stand at the nearer end.
    func share(_ moment: Timestamp) -> Double {
        let length = Double(to.microseconds) - Double(from.microseconds)
        return min(1, max(0, (Double(moment.microseconds) - Double(from.microseconds)) / length))
    }

    /// Where a moment stands, as a percentage.
    func place(_ moment: Timestamp) -> String { Drawing.percent(share(moment)) }

    /// The marks.
    var ticks: [Tick] {
        let length = (Double(to.microseconds) - Double(from.microseconds)) / 1_000_000
        let step = Self.steps.first { length / Double($0) <= Double(Self.mostTicks) } ?? Int64(length) / 6 + 1
        guard from.microseconds.magnitude < 9_000_000_000_000_000_000,
            to.microseconds.magnitude < 9_000_000_000_000_000_000
        else { return [] }
        let first = Int64((Double(zone.clock.local(from)) / 1_000_000 / Double(step)).rounded(.up)) * step
        // An hour more than the stretch is long: where the clock is put forward or back it shows more than passes, or less.
        let count = (length + 3_600) / Double(step)
        var ticks: [Tick] = []
        for index in 0...max(0, min(Int(count), 2 * Self.mostTicks)) {
            let second = first + Int64(index) * step
            guard second.magnitude < 9_000_000_000_000 else { continue }
            let moment = zone.clock.moment(showing: second * 1_000_000)
            guard moment >= from, moment <= to, ticks.last?.share != share(moment) else { continue }
            ticks.append(Tick(share: share(moment), label: label(moment, step: step)))
        }
        return ticks
    }

    /// In seconds.
    private static let steps: [Int64] = [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 14_400, 21_600, 43_200, 86_400,
        172_800,
        604_800, 1_209_600, 2_592_000, 7_776_000,
    ]

    /// The time of day; at midnight the day.
    private func label(_ moment: Timestamp, step: Int64) -> String {
        let parts = zone.parts(of: moment, digits: 0)
        return parts.clock == "00:00:00"
            ? String(parts.date.dropFirst(5)) : String(parts.clock.prefix(step < 60 ? 8 : 5))
    }

    /// How far the clock is ahead of UTC.
    var offsets: String { zone.offsets(from: from, to: to) }

    /// Draws the marks.
    /// - Parameters:
    ///   - lines: from where to where their lines go, in pixels from the top.
    ///   - labels: where their labels stand.
    func draw(in drawing: inout Drawing, lines: ClosedRange<Int>, labels: Int) {
        for tick in ticks {
            let place = Drawing.percent(tick.share)
            drawing.add(
                "line", ("class", "grid"), ("x1", place), ("x2", place), ("y1", "\(lines.lowerBound)"),
                ("y2", "\(lines.upperBound)"))
            // At the ends a label would run out of the drawing, or into the next one at 360 pixels.
            guard tick.share > 0.04, tick.share < 0.96 else { continue }
            drawing.add(
                "text", ("class", "tick"), ("x", place), ("y", "\(labels)"), ("text-anchor", "middle"),
                text: tick.label)
        }
    }
}
