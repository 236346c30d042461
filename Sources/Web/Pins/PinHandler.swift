import HTTPTypes
import Hummingbird
import OCPPLog

/// `/pins`: all pins; pins an entry for who is signed in, or takes its pin away.
struct PinHandler: Sendable {
    let store: any EntryStore
    let settings: WebSettings
    let templates: Templates
    let access: FormAccess

    /// What a pin says that was set here: who it was is known when there are accounts.
    private static let by = "page"

    /// `GET /pins`
    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        _ = try QueryString(request.uri.query, known: [])
        let pins = try Pinning(store: store, settings: settings).board().pins().pins
        let pinned = try await context.whileClientStays {
            try await PinnedEntry.all(pins, in: store, budget: WebLimits.searchTime)
        }
        let page = PinsPage(
            pinned,
            frame: templates.frame(
                title: "Pinned entries", skips: pins.isEmpty ? [] : [.init(id: "pins", label: "Skip to pins")],
                notices: HealthNotice.all(settings), section: .logs),
            isSignedIn: access.isSignedIn(request.head))
        return try templates.response(.pins, page)
    }

    /// `POST /pins`
    @Sendable func send(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await FormBody.read(request, known: ["entry", "act", "to"])
        guard let id = form["entry"].flatMap({ EntryID($0) }) else {
            throw WebProblem.badParameter("entry", "\"entry\" is the id of an entry.")
        }
        let pinning = Pinning(store: store, settings: settings)
        switch form["act"].flatMap(PinAct.init(rawValue:)) {
        case .pin: _ = try await pinning.pin(id, by: Self.by)
        case .unpin: _ = try pinning.unpin(id)
        case nil: throw WebProblem.badParameter("act", "\"act\" is pin or unpin.")
        }
        return .redirect(to: OwnAddress.of(form["to"], else: "/entries/\(id)"), type: .normal)
    }
}

/// What the form of a pin asks for.
enum PinAct: String, Sendable, Hashable {
    case pin, unpin
}
