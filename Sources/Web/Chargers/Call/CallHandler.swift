import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `/chargers/{id}/call`: sends a CALL to a connected station from a page, and shows its answer.
struct CallHandler: Sendable {
    /// So long the page waits for the answer.
    private static let wait = Duration.seconds(30)

    let store: any EntryStore
    let settings: WebSettings
    let templates: Templates
    let access: FormAccess

    /// `GET /chargers/{id}/call`
    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = try QueryString(page: request.uri.query, known: ["action"])
        let charger = try Parameters.charger(in: context)
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
        page.answer = CallAnswer(sent, charger: charger, entry: try await entry(of: sent, charger))
        return try templates.response(.call, page)
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
        guard let id = sent.uniqueID, sent.outcome != .waiting else { return nil }
        let query = Query.and([
            .field(.charger, [.glob(Glob(literal: charger.rawValue))]),
            .field(.id, [.glob(Glob(literal: id.rawValue))]),
        ])
        let from = settings.now().advanced(by: .seconds(-600))
        for turn in 0..<10 {
            if turn > 0 { try await Task.sleep(for: .milliseconds(100)) }
            let search = Search(query, from: from, limit: 1, sites: settings.sites, budget: .seconds(1))
            if let entry = try await store.search(search).entries.first { return entry.id }
        }
        return nil
    }
}
