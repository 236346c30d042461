import Hummingbird
import Insights
import OCPP
import OCPPLog

/// `GET /transactions`: charging transactions, put together from their messages.
struct TransactionsHandler: Sendable {
    let store: any EntryStore
    let settings: WebSettings
    let templates: Templates

    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = try QueryString(page: request.uri.query, known: TransactionsQuestion.parameters)
        let question = try TransactionsQuestion(parameters, now: settings.now())
        return try templates.response(
            .transactions, try await context.whileClientStays { try await answer(question) })
    }

    private func answer(_ question: TransactionsQuestion) async throws -> TransactionsPage {
        var page = TransactionsPage(
            question, sites: settings.sites,
            frame: templates.frame(
                title: "Transactions",
                skips: [
                    .init(id: "search", label: "Skip to filters"), .init(id: "results", label: "Skip to transactions"),
                ], notices: HealthNotice.all(settings), section: .transactions, zone: .inForm))
        let list = try await TransactionList.read(
            store, question.list(limit: TransactionsPage.most), sites: settings.sites, budget: WebLimits.searchTime)
        page.show(list, of: question, now: settings.now())
        page.tellPart(list.reading)
        guard page.rows.isEmpty else { return page }
        let newest = try await store.search(Search(limit: 1))
        page.empty =
            newest.entries.isEmpty && newest.unreadable == 0
            ? EmptyLog(nothingRecorded: settings) : nothing(question)
        return page
    }

    private func nothing(_ question: TransactionsQuestion) -> EmptyLog {
        let isFiltered = !question.charger.isEmpty || !question.site.isEmpty || question.end != nil
        var sentences = [
            isFiltered
                ? "No transaction \(question.time.words) is of this charging station, site and end."
                : "No charging transaction began, ran or ended \(question.time.words)."
        ]
        let silent = settings.sitesInForce.filter { $0.level == .none }.map { ShownText.of($0.name, limit: 60) }
        if let names = Phrase.list(silent) {
            sentences.append("Nothing is recorded of \(names): the log level there is none.")
        }
        var steps: [EmptyLog.Step] = []
        if question.time != .always { steps.append(.init(label: "At any time", url: question.url(since: nil))) }
        if isFiltered { steps.append(.init(label: "All stations", url: question.unfilteredURL)) }
        return EmptyLog(title: "No transactions", sentences: sentences, steps: steps)
    }
}
