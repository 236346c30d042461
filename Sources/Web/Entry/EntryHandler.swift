import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `GET /entries/{id}`: everything that is known of one entry.
struct EntryHandler: Sendable {
    let store: any EntryStore
    let settings: WebSettings
    let templates: Templates

    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        _ = try QueryString(request.uri.query, known: [])
        guard let id = context.parameters.get("id").flatMap({ EntryID($0) }), let entry = try await store.entry(id)
        else {
            throw WebProblem.notFound("There is no entry with this id.")
        }
        var frame = templates.frame(
            title: "", skips: [.init(id: "payloads", label: "Skip to request and response")],
            notices: HealthNotice.all(settings), section: .logs, scripts: [.copy])
        let action = entry.action?.rawValue ?? EntryWords.kind(entry.kind)
        frame.title = "\(ShownText.of(action, limit: 60)) · \(EntryWords.charger(entry.chargerID, limit: 60))"
        var page = EntryPage(entry, frame: frame, sites: settings.sites)
        page.findings = try await context.whileClientStays {
            try await EntryFindings.of(entry, in: store, sites: settings.sites)
        }
        if !page.findings.isEmpty {
            page.frame.skips.insert(.init(id: "findings", label: "Skip to findings"), at: 0)
        }
        return try templates.response(.entry, page)
    }
}
