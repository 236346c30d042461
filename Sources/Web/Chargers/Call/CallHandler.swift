import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `/chargers/{id}/call`: sends a CALL to a connected station from a page, and leads to a page that shows what became of it.
struct CallHandler: Sendable {
    /// So long the page waits for the answer.
    private static let wait = Duration.seconds(30)

    let store: any EntryStore
    let settings: WebSettings
    let templates: Templates
    let access: FormAccess
    let answers: AnswerShelf

    /// `GET /chargers/{id}/call`: the form; with `sent` what became of a CALL that has an entry, with `answer` of one that has none.
    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = try QueryString(page: request.uri.query, known: ["action", "sent", "answer"])
        let charger = try Parameters.charger(in: context)
        if let id = parameters["sent"] { return try await recorded(id, charger) }
        if let id = parameters["answer"] { return try await kept(id, charger, request) }
        var page = try await form(charger, parameters["action"])
        if page.hindrance == nil, !access.isSignedIn(request.head) { page.askToSignIn() }
        return try templates.response(.call, page)
    }

    /// `POST /call`: the form of the page, and its second step. ``FormAccess`` has seen that whoever sends it may.
    @Sendable func send(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await FormBody.read(request, known: ["charger", "action", "payload", "step"])
        let charger = ChargerID(form["charger"] ?? "")
        let step = form["step"] ?? ""
        guard ["", "send", "edit"].contains(step) else {
            throw WebProblem.badParameter("step", "\"step\" is \"send\", \"edit\" or empty.")
        }
        var page = try await self.form(charger, form["action"])
        page.payload = (form["payload"] ?? "").replacing("\r\n", with: "\n")
        guard page.hindrance == nil, step != "edit" else { return try templates.response(.call, page) }
        guard page.check() else { return try templates.response(.call, page, status: .unprocessableContent) }
        if CallChoice.needsConfirmation(page.chosen), step != "send" {
            page.isAsking = true
            return try templates.response(.call, page)
        }
        return try await send(page, to: charger, context)
    }

    /// What became of a CALL that has an entry.
    private func recorded(_ id: String, _ charger: ChargerID) async throws -> Response {
        guard let id = EntryID(id), let entry = try await store.entry(id), entry.chargerID == charger,
            let sent = SentCall(entry), let action = entry.action
        else {
            throw WebProblem.notFound("There is no entry with this id of a CALL to this charging station.")
        }
        var page = try await form(charger, action.rawValue)
        page.answer = CallAnswer(sent, charger: charger, entry: id)
        return try templates.response(.call, page)
    }

    /// What became of a CALL that had no entry when it was sent. What a station said is for those who may send.
    private func kept(_ id: String, _ charger: ChargerID, _ request: Request) async throws -> Response {
        guard access.isSignedIn(request.head) else {
            var page = try await form(charger, nil)
            page.askToSignIn(Self.address(charger, ("answer", id)))
            return try templates.response(.call, page)
        }
        guard let kept = answers.answer(id, of: charger) else {
            var page = try await form(charger, nil)
            page.forget()
            return try templates.response(.call, page, status: .notFound)
        }
        if let entry = try await entry(kept.uniqueID, charger, since: kept.since) {
            return .redirect(to: Self.address(charger, ("sent", entry.description)), type: .normal)
        }
        var page = try await form(charger, kept.action.rawValue)
        page.answer = kept.answer
        return try templates.response(.call, page)
    }

    /// The page of what became of a CALL.
    private static func address(_ charger: ChargerID, _ parameter: (name: String, value: String?)) -> String {
        Link.to("\(Link.path(of: charger))/call", [parameter])
    }

    private func send(_ page: CallPage, to charger: ChargerID, _ context: WebContext) async throws -> Response {
        var page = page
        guard let sender = settings.calls else { return try templates.response(.call, page) }
        let call = CallToSend(chargerID: charger, action: page.chosen, payload: Array(page.payload.utf8))
        let sent: SentCall
        do {
            sent = try await context.whileClientStays { try await sender.send(call, wait: Self.wait) }
        } catch let error as CallSendingError {
            page.fail(error)
            return try templates.response(.call, page, status: WebProblem.sending(error).status)
        }
        // Loading the page of an answer again must not send again.
        if let entry = try await entry(of: sent, charger) {
            return .redirect(to: Self.address(charger, ("sent", entry.description)), type: .normal)
        }
        let id = answers.add(
            CallAnswer(sent, charger: charger, entry: nil), to: charger, page.chosen, sent.uniqueID)
        return .redirect(to: Self.address(charger, ("answer", id)), type: .normal)
    }

    private func form(_ charger: ChargerID, _ action: String?) async throws -> CallPage {
        let version = try await StationDirectory(store: store, settings: settings).one(charger)?.version ?? .unknown
        let frame = templates.frame(
            title: "Send a call · \(EntryWords.charger(charger, limit: 60))",
            skips: [.init(id: "call", label: "Skip to the call")], notices: HealthNotice.all(settings),
            section: .chargers)
        var page = CallPage(charger, version, action: action, now: settings.now(), frame: frame)
        page.findHindrance(charger, settings)
        return page
    }

    /// The entry of a CALL, which is written a moment after its answer; nil where it is not recorded, or not yet.
    private func entry(of sent: SentCall, _ charger: ChargerID) async throws -> EntryID? {
        guard sent.outcome != .waiting else { return nil }
        let now = settings.now()
        for turn in 0..<10 {
            if turn > 0 { try await Task.sleep(for: .milliseconds(100)) }
            if let entry = try await entry(sent.uniqueID, charger, since: now) { return entry }
        }
        return nil
    }

    /// The entry of a CALL of about that time; nil where there is none.
    private func entry(_ id: UniqueID?, _ charger: ChargerID, since moment: Timestamp) async throws -> EntryID? {
        guard let id else { return nil }
        let query = Query.and([
            .charger(charger),
            .literal(.id, id.rawValue),
            .literal(.source, Source.csms.rawValue),
        ])
        let search = Search(
            query, from: moment.advanced(by: .seconds(-600)), limit: 1, sites: settings.sites, budget: .seconds(1))
        return try await store.search(search).entries.first { SentCall($0) != nil }?.id
    }
}
