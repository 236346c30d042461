import Hummingbird
import OCPP
import OCPPLog

/// `GET /chargers/{id}/sequence`: the messages of a charging station and its CSMS as arrows between the two.
struct SequenceHandler: Sendable {
    let store: any EntryStore
    let settings: WebSettings
    let templates: Templates

    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = try QueryString(page: request.uri.query, known: ["since", "from", "to", "routine", "cursor"])
        let question = try SequenceQuestion(
            try Parameters.charger(in: context), parameters, now: settings.now())
        let search = Search(
            question.query, from: question.time.from, to: question.time.to, after: question.cursor,
            sites: settings.sites, budget: WebLimits.searchTime)
        let found = try await context.whileClientStays { try await store.search(search) }
        var page = SequencePage(question, frame: frame(question.charger))
        page.show(found, of: question)
        return try templates.response(.sequence, page)
    }

    private func frame(_ charger: ChargerID) -> PageFrame {
        templates.frame(
            title: "Sequence · \(EntryWords.charger(charger, limit: 60))",
            skips: [.init(id: "sequence", label: "Skip to the messages")], notices: HealthNotice.all(settings),
            section: .chargers, zone: .inForm)
    }
}
