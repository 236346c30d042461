import Insights
import OCPP
import OCPPLog

/// What the page of analyses was asked for.
struct AnalysisPageQuestion: Sendable {
    /// So many rows are shown.
    private static let rows = 30
    /// So many entries are read one by one at most; the time for it is over sooner in most logs.
    private static let read = 1_000_000

    var part: AnalysisPart
    /// The text of the query; with ``AnalysisPart/different`` the selection.
    var text: String
    /// A station, or many with `*`; empty: all.
    var charger: String
    /// A site by its id; empty: all.
    var site: String
    var time: TimeChoice

    static let parameters = ["show", "q", "charger", "site", "since", "from", "to"]

    init(_ parameters: QueryString, now: Timestamp) throws(WebProblem) {
        let show = parameters["show"] ?? ""
        guard let part = show.isEmpty ? .overview : AnalysisPart(address: show) else {
            let known = AnalysisPart.allCases.map(\.address).joined(separator: ", ")
            throw .badParameter("show", "\"show\" is one of \(known).")
        }
        self.part = part
        text = parameters["q"] ?? ""
        charger = parameters["charger"] ?? ""
        site = parameters["site"] ?? ""
        guard charger.utf8.count <= 512, site.utf8.count <= 512 else {
            throw .badParameter("charger", "Stations and sites have at most 512 bytes.")
        }
        time = try TimeChoice(parameters, now: now)
        if time == .always, parameters["since"] == nil { time = TimeChoice(.week, now: now) }
    }

    /// Whether station, site or query leave something out.
    var isFiltered: Bool { !charger.isEmpty || !site.isEmpty || !text.isEmpty }

    /// What is asked of the log.
    /// - Parameter deadline: then reading entries one by one ends.
    func analysis(
        _ query: Query, sites: SiteDirectory, deadline: ContinuousClock.Instant
    ) -> AnalysisQuestion {
        var terms: [Query] = []
        if !charger.isEmpty { terms.append(.field(.charger, [.glob(Glob(charger))])) }
        if !site.isEmpty { terms.append(.literal(.site, site)) }
        var question = AnalysisQuestion(
            query, scope: AnalysisQuestion.all(terms), from: time.from, to: time.to, sites: sites, rows: Self.rows,
            read: Self.read)
        question.deadline = deadline
        let zone = PageZone.shown
        question.ahead = (time.to ?? time.from).map(zone.clock.offset) ?? 0
        return question
    }

    /// The address of another table about the same.
    func url(showing other: AnalysisPart) -> String {
        url(other, text: text, [("since", since), ("from", moment(time.from)), ("to", moment(time.to))])
    }

    /// The address of the same question in another time.
    func url(since: TimeChoice.Recent?) -> String { url(part, text: text, [("since", since?.rawValue ?? "")]) }

    /// The address of the same question with another query.
    func url(text: String) -> String {
        url(part, text: text, [("since", since), ("from", moment(time.from)), ("to", moment(time.to))])
    }

    /// The address of the same table in the same time about all stations.
    var unfilteredURL: String {
        Link.to(
            "/analysis",
            [("show", part.address), ("since", since), ("from", moment(time.from)), ("to", moment(time.to))])
    }

    private var since: String? { time.recent?.rawValue ?? (time == .always ? "" : nil) }

    private func moment(_ moment: Timestamp?) -> String? { time.isRange ? moment?.description : nil }

    private func url(_ part: AnalysisPart, text: String, _ time: [(name: String, value: String?)]) -> String {
        let filters: [(name: String, value: String?)] = [
            ("show", part.address), ("q", text.isEmpty ? nil : text), ("charger", charger.isEmpty ? nil : charger),
            ("site", site.isEmpty ? nil : site),
        ]
        return Link.to("/analysis", filters + time)
    }
}
