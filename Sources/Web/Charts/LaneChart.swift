import Insights
import OCPP
import OCPPLog

/// What connectors were over time: a lane for each, boots below them, and the axis; the same as a table.
struct LaneChart: Sendable {
    /// A drawing and what stands beside it.
    struct Lane: Sendable, Hashable {
        var label: String
        var svg: String
    }

    /// A state of the legend.
    struct Key: Sendable, Hashable {
        var letter: String
        var kind: String
        var label: String
    }

    /// A line of the table.
    struct Row: Sendable, Hashable {
        var moment: String
        var time: String
        /// What was: `Connector 1: Charging`.
        var what: String
        var tone: String
        var length: String
        var detail: String
        /// The entry that says so; nil for times in which nothing was said.
        var url: String?
    }

    /// So many states of a connector are drawn, and so many lines are in the table.
    static let mostStates = 1_000
    static let mostRows = 500
    private static let height = 24

    var lanes: [Lane]
    var axis: String
    /// How far the clock of the axis is ahead of UTC.
    var zone: String
    /// The zone of the times in the table.
    var fromHead: String
    var keys: [Key]
    var rows: [Row]
    /// What is said when there is more than is shown.
    var more: String?
    /// What the lines in the lanes mean; nil where there are none.
    var power: String?

    /// - Parameters:
    ///   - timeline: what was.
    ///   - only: the connector that is wanted; nil: all of them.
    ///   - transactions: those whose power is drawn.
    init(_ timeline: Timeline, only: ConnectorKey? = nil, transactions: [Transaction] = []) {
        let connectors = timeline.connectors.filter { connector in only.map { connector.key == $0 } ?? true }
        let axis = TimeAxis(from: timeline.from, to: timeline.to)
        let power = LanePower(transactions, on: connectors.map(\.key), axis)
        self.power = power?.words
        lanes = connectors.enumerated().map { index, connector in
            Lane(
                label: EntrySentence.capital(connector.key.words),
                svg: Self.lane(connector, timeline.absences, power, axis, number: index))
        }
        if !timeline.boots.isEmpty, only == nil {
            lanes.append(Lane(label: "Boots", svg: Self.boots(timeline.boots, axis)))
        }
        var drawing = Drawing(
            height: 20, label: "From \(Phrase.stretch(axis.from, axis.to))",
            kind: "lane-chart")
        axis.draw(in: &drawing, lines: 0...4, labels: 16)
        self.axis = drawing.finished
        zone = axis.offsets
        keys = Self.keys(connectors, timeline.absences)
        let rows = Self.rows(timeline, connectors, isWhole: only == nil)
        let shown = rows.suffix(Self.mostRows)
        let times = MomentColumn(shown.map(\.time))
        fromHead = times.head
        self.rows = shown.map { time, row in
            var row = row
            row.time = times.text(time)
            return row
        }
        let left = rows.count - self.rows.count + connectors.reduce(0) { $0 + $1.more } + timeline.omitted
        more = left > 0 ? "\(Phrase.grouped(left)) more are not shown: choose a shorter time." : nil
    }

    private static func lane(
        _ connector: Timeline.Connector, _ absences: [Timeline.Absence], _ power: LanePower?, _ axis: TimeAxis,
        number: Int
    ) -> String {
        let name = EntrySentence.capital(connector.key.words)
        let last = connector.states.last.map { ", at the end \(ShownText.of($0.status, limit: 40))" } ?? ""
        var drawing = Drawing(
            height: height,
            label: "\(name): \(Phrase.count(connector.states.count, "state"))\(last). The table below has them.",
            kind: "lane-chart")
        defineHatching(number, in: &drawing)
        drawing.add("rect", ("class", "unknown"), ("width", "100%"), ("height", "\(height)"))
        for state in connector.states.suffix(mostStates) {
            let look = StateLook.of(state.status)
            let (start, end) = (axis.share(state.from), axis.share(state.to))
            drawing.begin("g")
            drawing.add(
                "title",
                text:
                    "\(ShownText.of(state.status, limit: 60)), \(Phrase.moment(state.from)), \(Phrase.span(state.length))"
            )
            // A fault is seen however short it was.
            let isFault = state.status == "Faulted"
            rect(look.kind, start, isFault ? max(end, start + 0.003) : end, in: &drawing)
            if isFault { rect(nil, start, max(end, start + 0.003), fill: "url(#fault-\(number))", in: &drawing) }
            drawing.end()
        }
        power?.draw(connector.key, height: height, in: &drawing)
        for absence in absences where absence.kind != .silent {
            drawing.begin("g")
            drawing.add(
                "title", text: "\(word(absence.kind)), \(Phrase.moment(absence.from)), \(Phrase.span(absence.length))")
            let (start, end) = (axis.share(absence.from), axis.share(absence.to))
            rect("absent", start, end, in: &drawing)
            rect(nil, start, end, fill: "url(#\(absence.kind.rawValue)-\(number))", in: &drawing)
            drawing.end()
        }
        let hidden = absences.filter { $0.kind != .silent }
        for state in connector.states.suffix(mostStates) {
            guard let place = widest(state, without: hidden, axis), place.upperBound - place.lowerBound > 0.025 else {
                continue
            }
            drawing.add(
                "text", ("class", "letter"), ("x", Drawing.percent((place.lowerBound + place.upperBound) / 2)),
                ("y", "16"), ("text-anchor", "middle"), text: StateLook.of(state.status).letter)
        }
        return drawing.finished
    }

    /// The widest part of a state that no absence lies over.
    private static func widest(
        _ state: Timeline.State, without absences: [Timeline.Absence], _ axis: TimeAxis
    ) -> ClosedRange<Double>? {
        var begin = axis.share(state.from)
        let end = axis.share(state.to)
        var best: ClosedRange<Double>?
        func note(upTo place: Double) {
            guard place > begin, place - begin > (best.map { $0.upperBound - $0.lowerBound } ?? 0) else { return }
            best = begin...place
        }
        for absence in absences where absence.to > state.from && absence.from < state.to {
            note(upTo: min(end, axis.share(absence.from)))
            begin = max(begin, axis.share(absence.to))
        }
        note(upTo: end)
        return best
    }

    private static func rect(
        _ kind: String?, _ start: Double, _ end: Double, fill: String? = nil, in drawing: inout Drawing
    ) {
        drawing.add(
            "rect", kind.map { ("class", $0) } ?? ("fill", fill ?? "none"), ("x", Drawing.percent(start)),
            ("width", Drawing.percent(end - start)), ("height", "\(height)"))
    }

    /// What tells faults and absences apart without colour. Names are those of one document: each lane has its own.
    private static func defineHatching(_ number: Int, in drawing: inout Drawing) {
        drawing.begin("defs")
        for (name, path, kind) in [
            ("fault", "M0 8L8 0M-2 2L2 -2M6 10L10 6", "hatch-fault"),
            ("not_connected", "M0 0L8 8M-2 6L2 10M6 -2L10 2", "hatch"),
            ("not_logged", "M1 2h1.5M5 6h1.5", "hatch"),
        ] {
            drawing.begin(
                "pattern", ("id", "\(name)-\(number)"), ("width", "8"), ("height", "8"),
                ("patternUnits", "userSpaceOnUse"))
            drawing.add("path", ("class", kind), ("d", path))
            drawing.end()
        }
        drawing.end()
    }

    private static func boots(_ boots: [Timeline.Boot], _ axis: TimeAxis) -> String {
        var drawing = Drawing(height: height, label: Phrase.count(boots.count, "boot"), kind: "lane-chart")
        for boot in boots {
            drawing.begin("g")
            drawing.add("title", text: "Boot, \(Phrase.moment(boot.time))")
            drawing.add(
                "text", ("class", "boot"), ("x", axis.place(boot.time)), ("y", "17"), ("text-anchor", "middle"),
                text: "▲")
            drawing.end()
        }
        return drawing.finished
    }

    private static func keys(_ connectors: [Timeline.Connector], _ absences: [Timeline.Absence]) -> [Key] {
        let statuses = Set(connectors.flatMap { $0.states.map(\.status) })
        var keys = statuses.sorted { (StateLook.rank($0), $0) < (StateLook.rank($1), $1) }.prefix(12).map { status in
            let look = StateLook.of(status)
            return Key(letter: look.letter, kind: look.kind, label: ShownText.of(status, limit: 40))
        }
        for kind in [Timeline.Absence.Kind.notConnected, .notLogged] where absences.contains(where: { $0.kind == kind })
        {
            keys.append(
                Key(
                    letter: "\u{A0}", kind: kind == .notConnected ? "hatched" : "dotted", label: word(kind).lowercased()
                ))
        }
        return keys
    }

    private static func word(_ kind: Timeline.Absence.Kind) -> String {
        switch kind {
        case .notConnected: "Not connected"
        case .silent: "Silent"
        case .notLogged: "Not logged"
        }
    }

    private static func rows(_ timeline: Timeline, _ connectors: [Timeline.Connector], isWhole: Bool) -> [(
        time: Timestamp, row: Row
    )] {
        var rows: [(time: Timestamp, row: Row)] = []
        func add(
            _ time: Timestamp, _ what: String, _ tone: ResultMark.Tone, _ length: Int64?, _ detail: String,
            _ entry: EntryID?
        ) {
            rows.append(
                (
                    time,
                    Row(
                        moment: time.description, time: "", what: ShownText.of(what, limit: 120),
                        tone: tone.rawValue, length: length.map { Phrase.span($0) } ?? "",
                        detail: ShownText.of(detail, limit: 300), url: entry.map { Link.entry($0) })
                ))
        }
        for connector in connectors {
            let name = EntrySentence.capital(connector.key.words)
            for state in connector.states {
                let codes = [state.errorCode, state.vendorErrorCode].compactMap(\.self).joined(separator: ", ")
                let detail = [codes, state.meaning ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
                let isFault = state.status == "Faulted" || state.errorCode != nil
                add(
                    state.from, "\(name): \(state.status)",
                    isFault ? .error : state.status == "Unavailable" ? .warning : .ok,
                    state.length, detail, state.entryID)
            }
        }
        for boot in isWhole ? timeline.boots : [] {
            let parts = [boot.reason, boot.firmware.map { "firmware \($0)" }, boot.answer.map { "answered \($0)" }]
            add(boot.time, "Boot", .note, nil, parts.compactMap(\.self).joined(separator: ", "), boot.entryID)
        }
        for absence in timeline.absences {
            add(
                absence.from, word(absence.kind), absence.kind == .notLogged ? .note : .warning, absence.length,
                absence.detail, nil)
        }
        return rows.sorted { $0.time < $1.time }
    }
}
