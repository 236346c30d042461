import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `GET /entries/{id}`: everything that is known of one entry.
struct EntryHandler: Sendable {
    let store: any EntryStore
    let settings: WebSettings
    let templates: Templates
    let access: FormAccess

    /// It can be compared with so many pinned entries.
    private static let mostCompared = 10

    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = try QueryString(page: request.uri.query, known: ["part"])
        let part = Int(parameters["part"] ?? "1") ?? 0
        guard (1...WebLimits.frameParts).contains(part) else {
            throw WebProblem.badParameter("part", "\"part\" is a whole number from 1.")
        }
        let entry = try await store.entry(named: context.parameters.get("id"))
        var frame = templates.frame(
            title: "", skips: [.init(id: "payloads", label: "Skip to request and response")],
            notices: HealthNotice.all(settings), section: .logs, scripts: [.copy])
        let action = entry.action?.rawValue ?? EntryWords.kind(entry.kind)
        frame.title = "\(ShownText.of(action, limit: 60)) · \(EntryWords.charger(entry.chargerID, limit: 60))"
        let isSignedIn = access.isSignedIn(request.head)
        let (findings, around, pin) = try await context.whileClientStays {
            async let findings = EntryFindings.of(entry, in: store, sites: settings.sites)
            async let around = EntryNeighbours.of(entry, in: store, sites: settings.sites)
            async let pin = EntryPin.of(
                entry, settings.pins, isSignedIn: isSignedIn, in: store, most: Self.mostCompared,
                back: Link.entry(entry.id))
            return try await (findings, around, pin)
        }
        var page = EntryPage(
            entry, frame: frame, sites: settings.sites, findings: findings, part: part,
            authority: request.head.authority ?? "")
        page.show(around, of: entry)
        page.pin = pin
        if !page.findings.isEmpty {
            page.frame.skips.insert(.init(id: "findings", label: "Skip to findings"), at: 0)
        }
        return try templates.response(.entry, page)
    }
}
