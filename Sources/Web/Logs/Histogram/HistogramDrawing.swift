import OCPP
import OCPPLog

/// Draws entries over time: a bar for each piece, errors on top, then warnings, then all others. Each bar is a link.
struct HistogramDrawing {
    /// From top to bottom, in pixels.
    private static let height = 64
    private static let labels = 16
    /// What is there is seen, however little it is.
    private static let least = 3.0
    /// The part of its piece that a bar is wide.
    private static let width = 0.82

    let markup: String

    init(_ counts: HistogramCounts, _ question: LogsQuestion, marks: [HistogramMark]) {
        let axis = TimeAxis(from: counts.from, to: counts.to, zone: question.look.zone)
        let zone = question.look.zone
        var drawing = Drawing(
            attributes: ("id", "histogram"), ("class", "histogram-chart"), ("width", "100%"),
            ("height", "\(Self.height + Self.labels)"), ("role", "group"),
            ("aria-label", "Entries over time; the same as a table below"), ("data-from", counts.from.description),
            ("data-to", counts.to.description))
        Self.definePattern(in: &drawing)
        for tick in counts.ticks { Self.draw(tick, axis, zone, in: &drawing) }
        let most = Double(max(1, counts.bars.map(\.counts.total).max() ?? 1))
        for bar in counts.bars where bar.counts.total > 0 {
            let place = axis.share(bar.from)
            let width = axis.share(bar.to) - place
            drawing.begin(
                "a", ("href", question.url(time: TimeChoice(from: bar.from, to: bar.to))), ("tabindex", "-1"))
            drawing.add("title", text: Self.words(bar, zone))
            drawing.add(
                "rect", ("class", "hit"), ("x", Drawing.percent(place)), ("width", Drawing.percent(width)),
                ("height", "\(Self.height)"))
            var floor = Double(Self.height)
            for (style, count) in [
                ("bar-other", bar.counts.ok + bar.counts.note), ("bar-warning", bar.counts.warning),
                ("bar-error", bar.counts.error),
            ] where count > 0 {
                let tall = max(Self.least, Double(count) / most * Double(Self.height - 9))
                floor -= tall
                drawing.add(
                    "rect", ("class", style), ("x", Drawing.percent(place + width * (1 - Self.width) / 2)),
                    ("width", Drawing.percent(width * Self.width)), ("y", Phrase.decimal(floor, 1)),
                    ("height", Phrase.decimal(tall, 1)))
            }
            drawing.end()
        }
        drawing.add(
            "line", ("class", "floor"), ("x1", "0"), ("x2", "100%"), ("y1", "\(Self.height)"), ("y2", "\(Self.height)"))
        for mark in marks {
            if let url = mark.url { drawing.begin("a", ("href", url), ("tabindex", "-1")) }
            drawing.begin("g", ("class", "level-mark"))
            drawing.add("title", text: mark.words)
            drawing.add(
                "text", ("x", axis.place(mark.moment)), ("y", "9"), ("text-anchor", "middle"), text: mark.sign)
            drawing.add(
                "line", ("x1", axis.place(mark.moment)), ("x2", axis.place(mark.moment)), ("y1", "10"),
                ("y2", "\(Self.height)"))
            drawing.end()
            if mark.url != nil { drawing.end() }
        }
        markup = drawing.finished
    }

    /// The hatching of warnings.
    private static func definePattern(in drawing: inout Drawing) {
        drawing.begin("defs")
        drawing.begin(
            "pattern", ("id", "hatched"), ("width", "4"), ("height", "4"), ("patternUnits", "userSpaceOnUse"),
            ("patternTransform", "rotate(45)"))
        drawing.add("rect", ("class", "hatch-ground"), ("width", "4"), ("height", "4"))
        drawing.add("rect", ("class", "hatch-line"), ("width", "2"), ("height", "4"))
        drawing.end()
        drawing.end()
    }

    private static func draw(_ tick: Timestamp, _ axis: TimeAxis, _ zone: PageZone, in drawing: inout Drawing) {
        let share = axis.share(tick)
        let place = Drawing.percent(share)
        drawing.add("line", ("class", "grid"), ("x1", place), ("x2", place), ("y1", "0"), ("y2", "\(height)"))
        // At the ends a label would run out of the drawing.
        guard share > 0.05, share < 0.95 else { return }
        drawing.add(
            "text", ("class", "tick"), ("x", place), ("y", "\(height + labels - 3)"), ("text-anchor", "middle"),
            text: label(tick, zone))
    }

    /// The time of day; at midnight the day.
    private static func label(_ tick: Timestamp, _ zone: PageZone) -> String {
        let parts = zone.parts(of: tick, digits: 0)
        if parts.clock == "00:00:00" { return String(parts.date.dropFirst(5)) }
        return parts.clock.hasSuffix(":00") ? String(parts.clock.dropLast(3)) : parts.clock
    }

    /// `2026-11-23 10:00 – 10:15: 31 entries, 2 errors, 1 warning`.
    private static func words(_ bar: HistogramCounts.Bar, _ zone: PageZone) -> String {
        var words = [
            "\(zone.words(bar.from)) – \(end(bar, zone)): " + Phrase.tally(bar.counts.total, "entry", plural: "entries")
        ]
        if bar.counts.error > 0 { words.append(Phrase.tally(bar.counts.error, "error")) }
        if bar.counts.warning > 0 { words.append(Phrase.tally(bar.counts.warning, "warning")) }
        return words.joined(separator: ", ")
    }

    /// The end of a piece: on the same day the time alone.
    static func end(_ bar: HistogramCounts.Bar, _ zone: PageZone) -> String {
        let words = zone.words(bar.to)
        return words.prefix(10) == zone.words(bar.from).prefix(10) ? String(words.dropFirst(11)) : words
    }
}
