import HTTPTypes
import Hummingbird
import OCPPLog

/// `POST /pin`: pins an entry for who is signed in, or takes its pin away.
struct PinHandler: Sendable {
    let store: any EntryStore
    let settings: WebSettings

    /// What a pin says that was set here: who it was is known when there are accounts.
    private static let by = "page"

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
