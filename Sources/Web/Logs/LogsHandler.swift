import Hummingbird
import OCPPLog

/// `GET /logs`: the search bar and what it finds.
struct LogsHandler: Sendable {
    /// A part of the page that can be asked for alone. Rows do not wait for counts so.
    private enum Part: String {
        case rows
        case counts
    }

    let store: any EntryStore
    let settings: WebSettings
    let templates: Templates

    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = try QueryString(
            request.uri.query, known: LogsQuestion.parameters + ["part"], repeated: ["cols"])
        let question = try LogsQuestion(parameters, now: settings.now())
        let part = try parameters["part"].map { text in
            guard let part = Part(rawValue: text) else {
                throw WebProblem.badParameter("part", "\"part\" is rows or counts, or left out.")
            }
            return part
        }
        return try templates.response(.logs, try await context.whileClientStays { try await answer(question, part) })
    }

    private func answer(_ question: LogsQuestion, _ part: Part?) async throws -> LogsPage {
        let now = settings.now()
        // Before the search: what is committed meanwhile comes twice, and nothing is missed.
        let place = settings.tail?.place
        var page = LogsPage(question, frame: frame)
        page.liveFrom = place?.description
        let reading: QueryReading
        do throws(QueryError) {
            reading = try QueryParser.read(question.text)
        } catch {
            page.fault = QueryFaultView(error, question: question)
            page.frame.title = "Query with a fault"
            // The page does what it is for, so its status is that of a page: with 400 a browser reports a failed load.
            return page
        }
        page.show(reading, of: question)
        let query = reading.query
        let search = Search(
            query, from: question.time.from, to: question.time.to, order: question.order, after: question.cursor,
            sites: settings.sites, budget: WebLimits.searchTime)
        async let counted =
            part == .rows
            ? .none : LogCounts.count(query, question, store: store, settings: settings, now: now)
        guard part != .counts else {
            page.show(try await counted, query: query, of: question, settings: settings)
            return page
        }
        let found = try await store.search(search)
        let pinned = settings.pins?.pins().ids ?? EntryIDs()
        page.show(found, of: question, settings: settings, now: now, pinned: pinned)
        if found.entries.isEmpty, let moment = found.searchedBackTo, let next = found.next {
            page.empty = EmptyLog(
                nothingFoundUpTo: moment, question, goOn: question.url(after: next))
        } else if found.entries.isEmpty {
            let newest = try await store.search(Search(limit: 1))
            guard !newest.entries.isEmpty || newest.unreadable > 0 else {
                page.empty = EmptyLog(nothingRecorded: settings)
                return page
            }
            page.empty = EmptyLog(nothingFound: query, question, sites: settings.sitesInForce)
        }
        page.show(try await counted, query: query, of: question, settings: settings)
        return page
    }

    private var frame: PageFrame {
        templates.frame(
            title: "Logs",
            skips: [
                PageFrame.Skip(id: "search", label: "Skip to search"), .init(id: "results", label: "Skip to results"),
            ], notices: HealthNotice.all(settings), section: .logs,
            scripts: [.results, .searchbox, .live, .drawer, .menu, .keys, .brush, .searches, .times], zone: .inForm)
    }
}
