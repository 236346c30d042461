import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `GET /entries/{id}/menu?q=…`: what can be done with a row of the log. The page of the log shows it as a menu.
struct RowMenuHandler: Sendable {
    let store: any EntryStore
    let settings: WebSettings
    let templates: Templates
    let access: FormAccess

    /// It can be compared with so many pinned entries.
    private static let mostCompared = 3

    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = try QueryString(request.uri.query, known: LogsQuestion.parameters, repeated: ["cols"])
        let question = try LogsQuestion(parameters, now: settings.now())
        let entry = try await store.entry(named: context.parameters.get("id"))
        let action = entry.action?.rawValue ?? EntryWords.kind(entry.kind)
        let frame = templates.frame(
            title: "More of \(ShownText.of(action, limit: 60))", skips: [.init(id: "menu", label: "Skip to searches")],
            notices: HealthNotice.all(settings), section: .logs, scripts: [.copy], zone: .nowhere)
        let row = "\(question.url(look: question.look))#e-\(entry.id)"
        let pin = try await context.whileClientStays {
            try await EntryPin.of(
                entry, settings.pins, isSignedIn: access.isSignedIn(request.head), in: store, most: Self.mostCompared,
                back: row)
        }
        let copies = EntryCopies.all(of: entry, authority: request.head.authority ?? "")
        return try templates.response(.rowMenu, RowMenuPage(entry, question, frame: frame, pin: pin, copies: copies))
    }
}

/// What the page of a row's menu shows.
struct RowMenuPage: Sendable {
    var frame: PageFrame
    var moment: String
    /// With the offset of the zone.
    var time: String
    var charger: String
    var summary: String
    /// The page of the entry.
    var url: String
    var menu: RowMenu
    /// Nil where nothing can be pinned.
    var pin: EntryPin?
    /// Where all that can be copied stands as text.
    var copiesURL: String
    var copies: [EntryCopies.Copy]

    init(
        _ entry: Entry, _ question: LogsQuestion, frame: PageFrame, pin: EntryPin?, copies: [EntryCopies.Copy]
    ) {
        self.frame = frame
        let zone = question.look.zone
        moment = entry.datetime.description
        time = "\(zone.words(entry.datetime)) \(zone.offset(at: entry.datetime))"
        charger = EntryWords.charger(entry.chargerID, limit: 48)
        summary = Summary.text(of: entry)
        url = Link.entry(entry.id)
        copiesURL = Link.entry(entry.id, part: "take")
        self.pin = pin
        self.copies = copies
        menu = RowMenu(entry, question)
    }
}
