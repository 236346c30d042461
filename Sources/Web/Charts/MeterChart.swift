import Insights
import OCPP

/// What the meter showed during a transaction: a drawing for each quantity, one below the other, and the same as a table.
struct MeterChart: Sendable {
    /// One quantity.
    struct Panel: Sendable, Hashable {
        var title: String
        /// The highest value, or what it came to.
        var figure: String
        /// Lines that are told apart by their dashes, where there are several.
        var keys: [Key]
        /// The values beside the plot.
        var scale: String
        var svg: String
    }

    /// What a line stands for.
    struct Key: Sendable, Hashable {
        var kind: String
        var label: String
    }

    /// A line of the table.
    struct Row: Sendable, Hashable {
        var moment: String
        var time: String
        /// One for each of ``columns``; empty where it was not told.
        var cells: [Cell]
    }

    /// A value with the name of its column, for narrow windows.
    struct Cell: Sendable, Hashable {
        var label: String
        var value: String
    }

    /// So many lines of the table are shown, evenly thinned out.
    static let mostRows = 240
    /// More points than these are not marked one by one.
    private static let mostDots = 80
    private static let height = 96.0

    var panels: [Panel]
    /// How far the clock of their axes is ahead of UTC.
    var zone: String
    /// The zone of the times in the table.
    var timeHead: String
    var columns: [String]
    var rows: [Row]
    /// What is said when not every point is in the table.
    var thinned: String?

    /// Nil where the meter told nothing.
    init?(_ transaction: Transaction) {
        let points = transaction.curve.points
        guard let first = points.map(\.time).min(), let last = points.map(\.time).max() else { return nil }
        let axis = TimeAxis(
            from: min(first, transaction.start?.time ?? first), to: max(last, transaction.stop?.time ?? last))
        let start = transaction.meterStart ?? points.lazy.compactMap(\.energy).first ?? 0
        let phases = Set(points.flatMap(\.current.keys)).sorted().prefix(4)
        var all: [Series] = [
            Series("Power", "kW", points.compactMap { point in point.power.map { (point.time, $0 / 1_000) } }, 2),
            Series("Energy", "kWh", points.compactMap { p in p.energy.map { (p.time, ($0 - start) / 1_000) } }, 3),
        ]
        all += phases.enumerated().map { index, phase in
            Series(
                phase.isEmpty ? "Current" : "Current \(ShownText.of(phase, limit: 12))", "A",
                points.compactMap { point in point.current[phase].map { (point.time, $0) } }, 1, line: index)
        }
        all.append(Series("State of charge", "%", points.compactMap { p in p.soc.map { (p.time, $0) } }, 1))
        all.removeAll { $0.values.isEmpty }
        guard !all.isEmpty else { return nil }
        panels = Self.panels(all, axis)
        zone = axis.offsets
        let times = MomentColumn(points.map(\.time))
        timeHead = times.head
        columns = all.map { "\($0.name), \($0.unit)" }
        let step = (points.count + Self.mostRows - 1) / Self.mostRows
        rows = stride(from: 0, to: points.count, by: step).map { index in
            Row(
                moment: points[index].time.description, time: times.text(points[index].time),
                cells: all.map { Cell(label: "\($0.name), \($0.unit)", value: $0.text(at: points[index].time)) })
        }
        let every = step * transaction.curve.stride
        thinned = every > 1 ? "One point of \(every) is in the table; the JSON has more." : nil
    }

    /// The values of one line.
    private struct Series {
        var name: String
        var unit: String
        var values: [(time: Timestamp, value: Double)]
        var digits: Int
        var line: Int
        private var byTime: [Timestamp: Double] = [:]

        init(_ name: String, _ unit: String, _ values: [(Timestamp, Double)], _ digits: Int, line: Int = 0) {
            self.name = name
            self.unit = unit
            self.values = values.filter { $0.1.isFinite }.sorted { $0.0 < $1.0 }.map { (time: $0.0, value: $0.1) }
            self.digits = digits
            self.line = line
            byTime = Dictionary(self.values.map { ($0.time, $0.value) }, uniquingKeysWith: { _, last in last })
        }

        func text(at time: Timestamp) -> String { byTime[time].map { Phrase.fixed($0, digits) } ?? "" }
    }

    private static func panels(_ all: [Series], _ axis: TimeAxis) -> [Panel] {
        let isCurrent = { (series: Series) in series.unit == "A" }
        let currents = all.filter(isCurrent)
        var panels: [Panel] = []
        for series in all where !isCurrent(series) { panels.append(panel(series.name, [series], axis)) }
        if !currents.isEmpty { panels.append(panel("Current", currents, axis)) }
        return panels
    }

    private static func panel(_ title: String, _ series: [Series], _ axis: TimeAxis) -> Panel {
        let values = series.flatMap { $0.values.map(\.value) }
        let unit = series[0].unit
        let scale = unit == "%" ? ValueScale(least: 0, most: 100) : ValueScale(values)
        let last = series[0].values.last?.value ?? 0
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        let figure =
            switch unit {
            case "kWh": "\(Phrase.fixed(last, 3)) kWh at the last value"
            case "%": "from \(Phrase.decimal(series[0].values.first?.value ?? 0, 1)) to \(Phrase.decimal(last, 1)) %"
            default: "up to \(Phrase.decimal(high, 2)) \(unit)"
            }
        let label =
            "\(title) over time, from \(Phrase.decimal(low, 2)) to \(Phrase.decimal(high, 2)) \(unit). The table below has the values."
        var drawing = Drawing(height: Int(height) + 28, label: label)
        draw(scale, in: &drawing)
        axis.draw(in: &drawing, lines: 4...(Int(height) + 4), labels: Int(height) + 22)
        for one in series { draw(one, axis, scale, isAlone: series.count == 1, in: &drawing) }
        let keys = series.count > 1 ? series.map { Key(kind: "line-\($0.line)", label: $0.name) } : []
        return Panel(title: title, figure: figure, keys: keys, scale: labels(scale, unit), svg: drawing.finished)
    }

    private static func draw(_ scale: ValueScale, in drawing: inout Drawing) {
        for value in scale.ticks {
            let y = Phrase.decimal(4 + (1 - scale.share(value)) * height, 1)
            drawing.add("line", ("class", "grid"), ("x1", "0"), ("x2", "100%"), ("y1", y), ("y2", y))
        }
    }

    private static func labels(_ scale: ValueScale, _ unit: String) -> String {
        var drawing = Drawing(decoration: "scale", height: Int(height) + 28)
        for value in scale.ticks {
            let y = Phrase.decimal(8 + (1 - scale.share(value)) * height, 1)
            drawing.add(
                "text", ("class", "tick"), ("x", "100%"), ("dx", "-8"), ("y", y), ("text-anchor", "end"),
                text: "\(Phrase.decimal(value, 2)) \(unit)")
        }
        return drawing.finished
    }

    private static func draw(
        _ series: Series, _ axis: TimeAxis, _ scale: ValueScale, isAlone: Bool, in drawing: inout Drawing
    ) {
        let places = series.values.map { (x: axis.share($0.time), y: 1 - scale.share($0.value)) }
        // The curve is stretched with the window, its stroke is not.
        drawing.begin(
            "svg", ("x", "0"), ("y", "4"), ("width", "100%"), ("height", "\(Int(height))"), ("viewBox", "0 0 1000 100"),
            ("preserveAspectRatio", "none"))
        let path = places.map { "\(Phrase.decimal($0.x * 1_000, 2)),\(Phrase.decimal($0.y * 100, 2))" }
        if isAlone, let first = places.first, let last = places.last, places.count > 1 {
            let floor = Phrase.decimal((1 - scale.share(0)) * 100, 2)
            let area =
                ["\(Phrase.decimal(first.x * 1_000, 2)),\(floor)"] + path
                + ["\(Phrase.decimal(last.x * 1_000, 2)),\(floor)"]
            drawing.add("polygon", ("class", "area"), ("points", area.joined(separator: " ")))
        }
        drawing.add("polyline", ("class", "line line-\(series.line)"), ("points", path.joined(separator: " ")))
        drawing.end()
        guard places.count <= mostDots else { return }
        for place in places {
            drawing.add(
                "circle", ("class", "dot line-\(series.line)"), ("cx", Drawing.percent(place.x)),
                ("cy", Phrase.decimal(4 + place.y * height, 1)), ("r", "2"))
        }
    }
}
