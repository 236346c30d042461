import Hummingbird
import Insights
import OCPP
import OCPPLog

/// `GET /analysis`: tables about many entries, in which every number leads to the entries that prove it.
struct AnalysisHandler: Sendable {
    /// Reading entries one by one ends after this time, so that the counting around it is done within the whole.
    private static let readingTime = Duration.seconds(5)

    let store: any EntryStore
    let settings: WebSettings
    let templates: Templates

    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = try QueryString(page: request.uri.query, known: AnalysisPageQuestion.parameters)
        let question = try AnalysisPageQuestion(parameters, now: settings.now())
        return try templates.response(.analysis, try await context.whileClientStays { try await answer(question) })
    }

    private func answer(_ question: AnalysisPageQuestion) async throws -> AnalysisPage {
        var page = AnalysisPage(
            question, sites: settings.sites,
            frame: templates.frame(
                title: "\(question.part.label) · Analysis",
                skips: [
                    .init(id: "search", label: "Skip to filters"), .init(id: "results", label: "Skip to the table"),
                ], notices: HealthNotice.all(settings), section: .analysis, zone: .inForm))
        let query: Query
        do throws(QueryError) {
            query = try QueryParser.parse(question.text)
        } catch {
            page.fault = AnalysisPage.Fault(error, question)
            return page
        }
        guard let counting = settings.counting else {
            page.empty = EmptyLog(title: "Nothing is counted", sentences: ["This server counts nothing."], steps: [])
            return page
        }
        guard question.part != .different || query != .everything else {
            page.empty = AnalysisEmpty.selection(question)
            return page
        }
        guard let table = try await table(question, query, counting) else {
            page.empty = AnalysisEmpty.overdue(question)
            return page
        }
        page.show(table, of: question)
        if page.table == nil { page.empty = try await nothing(question) }
        return page
    }

    /// The table; nil where it took too long.
    private func table(
        _ question: AnalysisPageQuestion, _ query: Query, _ counting: any EntryCounting
    ) async throws -> AnalysisTable? {
        let log = AnalysisLog(counting: counting, store: store, boots: store as? any BootSource)
        let asked = question.analysis(
            query, sites: settings.sites, deadline: ContinuousClock.now.advanced(by: Self.readingTime))
        do {
            return try await TimeLimit.within(WebLimits.searchTime) {
                try await Analysis.table(question.part, asked, of: log)
            }
        } catch let problem as WebProblem where problem.code == WebProblem.timeout.code {
            return nil
        }
    }

    private func nothing(_ question: AnalysisPageQuestion) async throws -> EmptyLog {
        let newest = try await store.search(Search(limit: 1))
        guard !newest.entries.isEmpty || newest.unreadable > 0 else { return EmptyLog(nothingRecorded: settings) }
        return AnalysisEmpty.nothing(question, sites: settings.sitesInForce)
    }
}
