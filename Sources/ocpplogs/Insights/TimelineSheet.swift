import Insights
import OCPP
import OCPPLog

/// A timeline for people: a lane for each connector, then what happened, in the order of time.
struct TimelineSheet {
    /// Letters of a lane.
    private static let width = 72
    private static let lineLength = 110

    let zone: ShownZone
    let paint: Paint
    let today: String

    func text(_ timeline: Timeline) -> String {
        let heading =
            paint.bold(VisibleText.of(timeline.charger.rawValue))
            + (timeline.site.map { " (site \(VisibleText.of($0.rawValue)))" } ?? "")
            + ", \(zone.full(timeline.from)) to \(zone.full(timeline.to)), \(Amount.of(timeline.entries, "entry", "entries"))\n"
        guard !timeline.connectors.isEmpty else {
            return heading + "\nno connector reported a state\n" + events(timeline)
        }
        let lanes = timeline.connectors.map { lane($0, timeline) }.joined(separator: "\n")
        let legend = paint.dim(
            "A available, P preparing, C charging or occupied, E suspended by the vehicle, S by the station, N finishing,\n"
                + "R reserved, U unavailable, F faulted (however short), ? another word; ░ not connected, · not logged, blank: unknown"
        )
        return heading + "\n" + lanes + "\n" + legend + "\n" + events(timeline) + "\n" + availability(timeline)
    }

    private func lane(_ connector: Timeline.Connector, _ timeline: Timeline) -> String {
        "\(connector.key.words.padded(to: 22))|\(letters(connector, timeline))|"
    }

    /// What most of each part of the time was, or a fault.
    private func letters(_ connector: Timeline.Connector, _ timeline: Timeline) -> String {
        let from = Double(timeline.from.microseconds)
        let step = (Double(timeline.to.microseconds) - from) / Double(Self.width)
        guard step > 0 else { return "" }
        func place(_ time: Timestamp) -> Double { (Double(time.microseconds) - from) / step }
        var weights = [[Character: Double]](repeating: [:], count: Self.width)
        func draw(_ start: Timestamp, _ end: Timestamp, _ letter: Character, _ factor: Double) {
            let (start, end) = (max(0, place(start)), min(Double(Self.width), place(end)))
            guard start < end else { return }
            for cell in Int(start)..<min(Self.width, Int(end) + 1) {
                let share = min(end, Double(cell + 1)) - max(start, Double(cell))
                if share > 0 { weights[cell][letter, default: 0] += share * factor }
            }
        }
        for state in connector.states {
            // A fault is seen however short it was.
            draw(state.from, state.to, Self.letter(state.status), state.status == "Faulted" ? 1_000_000 : 1)
        }
        for absence in timeline.absences {
            switch absence.kind {
            // It covers what was reported before it.
            case .notConnected: draw(absence.from, absence.to, "░", 1.01)
            case .notLogged: draw(absence.from, absence.to, "·", 1.01)
            case .silent: break
            }
        }
        return String(weights.map { cell in cell.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? " " })
    }

    private static func letter(_ status: String) -> Character {
        switch status {
        case "Available": "A"
        case "Preparing": "P"
        case "Charging", "Occupied": "C"
        case "SuspendedEV": "E"
        case "SuspendedEVSE": "S"
        case "Finishing": "N"
        case "Reserved": "R"
        case "Unavailable": "U"
        case "Faulted": "F"
        default: "?"
        }
    }

    /// What happened, in the order of time.
    private func events(_ timeline: Timeline) -> String {
        var events: [(time: Timestamp, cells: [String], tone: ResultMark.Tone)] = []
        func add(_ time: Timestamp, _ what: String, _ length: Int64?, _ detail: String, _ tone: ResultMark.Tone) {
            let day = zone.day(time)
            let clock = (day == today ? "" : day + " ") + String(zone.clock(time).prefix(8))
            events.append((time, [clock, what, length.map(Spans.words) ?? "", VisibleText.of(detail)], tone))
        }
        for connector in timeline.connectors {
            for state in connector.states {
                let codes = [state.errorCode, state.vendorErrorCode].compactMap(\.self).joined(separator: ", ")
                let detail = [codes, state.meaning ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
                let isFault = state.status == "Faulted" || state.errorCode != nil
                add(
                    state.from, "\(connector.key.words) \(VisibleText.of(state.status))", state.length, detail,
                    isFault ? .error : state.status == "Unavailable" ? .warning : .ok)
            }
        }
        for boot in timeline.boots {
            let parts = [boot.reason, boot.firmware.map { "firmware \($0)" }, boot.answer.map { "answered \($0)" }]
            add(boot.time, "boot", nil, parts.compactMap(\.self).joined(separator: ", "), .note)
        }
        for absence in timeline.absences {
            let word = absence.kind.rawValue.replacing("_", with: " ")
            add(absence.from, word, absence.length, absence.detail, absence.kind == .notLogged ? .note : .warning)
        }
        guard !events.isEmpty else { return "" }
        events.sort { $0.time < $1.time }
        let columns = [TextTable.Column("time"), .init("what"), .init("length", .right), .init("detail")]
        var widths: [Int] = []
        let table = TextTable(columns: columns, paint: paint)
        return "\n"
            + table.text(events.map(\.cells), widths: &widths, withHeading: true) { cell, row, column in
                column == 1 ? paint.tone(cell, events[row].tone) : cell
            }
    }

    private func availability(_ timeline: Timeline) -> String {
        let columns: [TextTable.Column] = [
            .init("availability"), .init("share", .right), .init("while connected", .right), .init("ready", .right),
            .init("in use", .right), .init("out of order", .right), .init("not connected", .right),
            .init("not logged", .right), .init("unknown", .right),
        ]
        func percent(_ share: Double?) -> String {
            share.map { Amount.tenths($0 * 100) + " %" } ?? "-"
        }
        let rows = timeline.connectors.map { connector -> [String] in
            let figures = connector.availability
            let times = [
                figures.ready, figures.inUse, figures.outOfOrder, figures.notConnected, figures.notLogged,
                figures.unknown,
            ]
            return [connector.key.words, percent(figures.share), percent(figures.shareConnected)]
                + times.map { $0 == 0 ? "-" : Spans.words($0) }
        }
        let formula = Self.wrapped("Share: \(Availability.formula)").map { paint.dim($0) + "\n" }.joined()
        return TextTable(columns: columns, paint: paint).text(rows) + formula
    }

    private static func wrapped(_ text: String) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + word.count < lineLength {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
