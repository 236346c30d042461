import HTTPTypes
import Hummingbird
import Insights
import OCPP
import OCPPLog

/// `GET /readiness` and `/readiness/report`: whether charging stations do what a profile asks of them.
struct ReadinessHandler: Sendable {
    let store: any EntryStore
    let settings: WebSettings
    let templates: Templates

    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let question = try question(request)
        let profile = try question.chosen(from: settings.profiles)
        return try templates.response(
            .readiness, try await context.whileClientStays { try await answer(question, profile) })
    }

    /// The same as a page of its own for the maker, which can be sent and printed.
    @Sendable func report(_ request: Request, _ context: WebContext) async throws -> Response {
        let question = try question(request)
        guard let profile = try question.chosen(from: settings.profiles) else {
            throw WebProblem.notFound("This server has no profiles.")
        }
        let (results, reading) = try await context.whileClientStays { try await read(question, profile) }
        guard reading.isComplete else { throw WebProblem.timeout }
        guard !results.isEmpty else {
            throw WebProblem.notFound("There is no entry of this charging station in this stretch of time.")
        }
        // Sent as a file: what a station said never becomes a page of this server.
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8",
                .contentDisposition: "attachment; filename=\"readiness.html\"",
            ],
            body: ResponseBody(
                byteBuffer: ByteBuffer(bytes: ReadinessPage(profile, results, made: settings.now()).bytes())))
    }

    private func question(_ request: Request) throws -> ReadinessQuestion {
        let parameters = try QueryString(page: request.uri.query, known: ReadinessQuestion.parameters)
        return try ReadinessQuestion(parameters, now: settings.now())
    }

    private func read(
        _ question: ReadinessQuestion, _ profile: ReadinessProfile
    ) async throws -> ([ReadinessResult], InsightReading) {
        var check = ReadinessCheck(profile)
        let reading = try await InsightReading.read(
            store, question.search(settings.sites), budget: WebLimits.searchTime
        ) { entries in
            for entry in entries { check.read(entry) }
        }
        return (check.results(), reading)
    }

    private func answer(_ question: ReadinessQuestion, _ profile: ReadinessProfile?) async throws -> ReadinessView {
        var view = ReadinessView(
            question, profile, settings,
            frame: templates.frame(
                title: "Readiness",
                skips: [
                    .init(id: "search", label: "Skip to filters"), .init(id: "results", label: "Skip to results"),
                ], notices: HealthNotice.all(settings), section: .readiness, zone: .inForm))
        guard let profile else {
            view.empty = EmptyLog(
                title: "No profiles", sentences: ["This server has no profile to check charging stations against."],
                steps: [])
            return view
        }
        let (results, reading) = try await read(question, profile)
        view.show(results, of: question, profile)
        view.tellPart(reading)
        guard results.isEmpty else { return view }
        let newest = try await store.search(Search(limit: 1))
        view.empty =
            newest.entries.isEmpty && newest.unreadable == 0
            ? EmptyLog(nothingRecorded: settings) : nothing(question)
        return view
    }

    private func nothing(_ question: ReadinessQuestion) -> EmptyLog {
        var sentences = [
            question.isFiltered
                ? "No entry \(question.time.words) is of this charging station and site."
                : "No charging station had any entry \(question.time.words)."
        ]
        let silent = settings.sitesInForce.filter { $0.level == .none }.map { ShownText.of($0.name, limit: 60) }
        if let names = Phrase.list(silent) {
            sentences.append("Nothing is recorded of \(names): the log level there is none.")
        }
        var steps: [EmptyLog.Step] = []
        if question.time != .always { steps.append(.init(label: "At any time", url: question.url(since: nil))) }
        if question.isFiltered { steps.append(.init(label: "All stations", url: question.unfilteredURL)) }
        return EmptyLog(title: "Nothing to check", sentences: sentences, steps: steps)
    }
}
