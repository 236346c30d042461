import Hummingbird
import Insights
import OCPP
import OCPPLog

/// `GET /chargers/{id}/errors`: what went wrong at a charging station, each number with the entries that prove it.
struct ErrorsHandler: Sendable {
    /// Reading ends after this time, with what was read.
    private static let readingTime = Duration.seconds(6)
    /// So many rows has each table, and so many entries are read.
    private static let (rows, read) = (100, 200_000)

    let store: any EntryStore
    let settings: WebSettings
    let templates: Templates

    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = try QueryString(page: request.uri.query, known: ["since", "from", "to"])
        let charger = try Parameters.charger(in: context)
        var time = try TimeChoice(parameters, now: settings.now())
        // What is old says little of how it is now.
        if time == .always, parameters["since"] == nil { time = TimeChoice(.week, now: settings.now()) }
        var page = ErrorsPage(charger, time, frame: frame(charger))
        guard let counting = settings.counting else {
            page.empty = EmptyLog(title: "Nothing is counted", sentences: ["This server counts nothing."], steps: [])
            return try templates.response(.errors, page)
        }
        let log = AnalysisLog(counting: counting, store: store, boots: store as? any BootSource)
        let found = try await context.whileClientStays { [time] in try await tables(charger, time, log) }
        if let found {
            page.show(found.reported, found.failed)
            if page.reported == nil, page.failed == nil { page.explainNothing(level: level(of: charger)) }
        } else {
            page.empty = EmptyLog(
                title: "Not finished in time",
                sentences: ["Its errors \(time.words) were not read within a few seconds. Choose a shorter time."],
                steps: [.init(label: "Last hour", url: page.url(since: .hour))])
        }
        return try templates.response(.errors, page)
    }

    /// The tables; nil where it took too long.
    private func tables(
        _ charger: ChargerID, _ time: TimeChoice, _ log: AnalysisLog
    ) async throws -> (reported: AnalysisTable, failed: AnalysisTable)? {
        var question = AnalysisQuestion(
            scope: .charger(charger), from: time.from, to: time.to,
            sites: settings.sites, rows: Self.rows, read: Self.read)
        question.deadline = ContinuousClock.now.advanced(by: Self.readingTime)
        do {
            return try await TimeLimit.within(WebLimits.searchTime) { [question] in
                try await StationErrors.tables(question, log, now: settings.now())
            }
        } catch let problem as WebProblem where problem.code == WebProblem.timeout.code {
            return nil
        }
    }

    private func level(of charger: ChargerID) -> Level? {
        let site = settings.sites.site(of: charger).id
        return settings.sitesInForce.first { $0.id == site }?.level
    }

    private func frame(_ charger: ChargerID) -> PageFrame {
        templates.frame(
            title: "Errors · \(EntryWords.charger(charger, limit: 60))",
            skips: [.init(id: "results", label: "Skip to the errors")], notices: HealthNotice.all(settings),
            section: .chargers, zone: .inForm)
    }
}
