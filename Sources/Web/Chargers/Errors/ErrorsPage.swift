import Insights
import OCPP
import OCPPLog

/// The page of what went wrong at a charging station.
struct ErrorsPage: Sendable {
    /// What a code means.
    struct Meaning: Sendable, Hashable {
        var code: String
        var text: String
    }

    var frame: PageFrame
    var charger: String
    var tabs: [ChargerTab]
    /// The address that the form leads to.
    var url: String
    var options: [TimeChoice.Option]
    var range: TimeFields
    /// What the station reported; nil where that is nothing.
    var reported: AnalysisTableView?
    /// Requests that failed; nil where there are none.
    var failed: AnalysisTableView?
    /// What the codes mean, as far as OCPP says.
    var meanings: [Meaning] = [] {
        didSet { hasMeanings = !meanings.isEmpty }
    }
    private(set) var hasMeanings = false
    /// What is to be known of the tables.
    var notes: [String] = []
    /// Said when not all was read.
    var part: String?
    var empty: EmptyLog?
    /// Other places that tell of errors.
    var links: [RelatedSearch]

    private let time: TimeChoice
    /// So many codes are explained.
    private static let mostMeanings = 20

    init(_ charger: ChargerID, _ time: TimeChoice, frame: PageFrame) {
        self.frame = frame
        self.time = time
        self.charger = EntryWords.charger(charger, limit: 200)
        tabs = ChargerTab.all(of: charger, current: .errors, from: time.from, to: time.to)
        let path = "\(Link.path(of: charger))/errors"
        url = path
        options = time.options
        range = TimeFields(time) { Self.url(path, since: $0) }
        let stretch = [("from", time.from?.description), ("to", time.to?.description)]
        let query = Query.charger(charger)
        links = [
            .init(
                label: "All entries with errors",
                url: Link.to(
                    "/logs",
                    [
                        (
                            "q",
                            Query.and([query, .literal(.severity, "error")]).description
                        )
                    ] + stretch)),
            .init(
                label: "Analysis of its errors",
                url: Link.to("/analysis", [("show", "errors"), ("charger", charger.rawValue)] + stretch)),
        ]
    }

    /// The page in another time; nil: at any time.
    func url(since recent: TimeChoice.Recent?) -> String { Self.url(url, since: recent) }

    private static func url(_ path: String, since recent: TimeChoice.Recent?) -> String {
        // Without the word it would be the last days.
        Link.to(path, [("since", recent?.rawValue ?? "")])
    }

    /// Adds what was found.
    mutating func show(_ reported: AnalysisTable, _ failed: AnalysisTable) {
        self.reported = Self.view(reported, "Codes and states that it reported \(time.words)")
        self.failed = Self.view(failed, "Requests that were answered with an error, or not at all, \(time.words)")
        let unreadable = max(reported.unreadable, failed.unreadable)
        if unreadable > 0 { frame.notices.append(HealthNotice(unreadable: unreadable)) }
        notes = reported.notes.map { ShownText.of(EntrySentence.of($0)) }
        let more = reported.more + failed.more
        if more > 0 { notes.append("\(Phrase.tally(more, "more row")) with smaller numbers: choose a shorter time.") }
        if let reading = reported.reading, let from = reading.from {
            part =
                "The newest \(Phrase.tally(reading.entries, "entry", plural: "entries")) were read, back to "
                + "\(Phrase.stamp(from)), since there is much. Choose a shorter time to have all."
        }
        meanings = Self.meanings([reported, failed])
    }

    /// Says why there is nothing, and what to do.
    mutating func explainNothing(level: Level?) {
        var sentences = ["No code, no CALLERROR and no request without an answer is in the log \(time.words)."]
        if let level, level < .debug {
            sentences.append(
                level == .none
                    ? "The log level none is in force at its site: nothing of it is recorded."
                    : "At log level info, which is in force at its site, routine messages are not recorded.")
        }
        let steps = time == .always ? [] : [EmptyLog.Step(label: "At any time", url: url(since: nil))]
        empty = EmptyLog(title: "No errors", sentences: sentences, steps: steps)
    }

    private static func view(_ table: AnalysisTable, _ caption: String) -> AnalysisTableView? {
        guard !table.rows.isEmpty else { return nil }
        var view = AnalysisTableView(table, time: "")
        view.caption = caption
        // The name of a row is not among its cells.
        let lasted = table.columns.firstIndex { $0.name == StationErrors.lasted }.map { $0 - 1 }
        guard let lasted else { return view }
        view.heads[lasted + 1].label = "Lasted"
        for (index, row) in table.rows.enumerated() where view.rows[index].cells.indices.contains(lasted) {
            guard case .number(let seconds)? = row.cells.last?.value else { continue }
            view.rows[index].cells[lasted].text = Phrase.span(Int64(min(seconds, 1e12) * 1_000_000))
        }
        return view
    }

    /// Each code once, in the order of the tables.
    private static func meanings(_ tables: [AnalysisTable]) -> [Meaning] {
        var seen: Set<String> = []
        let codes = tables.flatMap(\.rows).compactMap { row -> String? in
            guard row.cells.count > 1, case .text(let code) = row.cells[1].value else { return nil }
            return seen.insert(code).inserted ? code : nil
        }
        return Array(
            codes.lazy.compactMap { code -> Meaning? in
                let known = Explanations.meanings(of: code)
                let meaning = known.first { $0.kind == .error } ?? known.first { $0.kind == .status }
                return meaning.map { Meaning(code: ShownText.of(code, limit: 100), text: $0.meaning) }
            }.prefix(mostMeanings))
    }
}
