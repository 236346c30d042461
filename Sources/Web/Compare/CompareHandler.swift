import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `GET /compare?a=…&b=…`: two entries side by side.
struct CompareHandler: Sendable {
    let store: any EntryStore
    let settings: WebSettings
    let templates: Templates

    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = try QueryString(page: request.uri.query, known: ["a", "b"])
        let a = try await entry("a", parameters)
        let b = try await entry("b", parameters)
        let frame = templates.frame(
            title: "Two entries compared", skips: [.init(id: "compared", label: "Skip to what differs")],
            notices: HealthNotice.all(settings), section: .logs)
        return try templates.response(.compare, ComparePage(a, b, frame: frame, sites: settings.sites))
    }

    private func entry(_ name: String, _ parameters: QueryString) async throws -> Entry {
        guard let id = Self.id(in: parameters[name] ?? "") else {
            throw WebProblem.badParameter(
                name, "\"\(name)\" is the id or the address of an entry, such as 0000002a-17.")
        }
        guard let entry = try await store.entry(id) else {
            throw WebProblem.notFound("There is no entry with the id \(id).")
        }
        return entry
    }

    /// The id that a text is, or that the address of a page ends with.
    static func id(in text: String) -> EntryID? {
        let address = text.prefix { $0 != "?" && $0 != "#" }
        let last = address.split(separator: "/").last ?? ""
        return EntryID(String(last.filter { !$0.isWhitespace }))
    }
}
