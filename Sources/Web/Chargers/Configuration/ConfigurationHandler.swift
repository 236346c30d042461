import Hummingbird
import Insights
import OCPP
import OCPPLog

/// `GET /chargers/{id}/configuration`: the settings of a charging station as they were last read, and their changes.
struct ConfigurationHandler: Sendable {
    let store: any EntryStore
    let settings: WebSettings
    let templates: Templates

    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = try QueryString(page: request.uri.query, known: ["since", "from", "to", "key"])
        let question = try ConfigurationQuestion(
            try Parameters.charger(in: context), parameters, now: settings.now())
        let asking = ConfigurationAsking(store, sites: settings.sites)
        let time = question.time
        let found = try await context.whileClientStays {
            try await asking.configuration(
                of: question.charger, from: time.from, to: time.to, budget: WebLimits.searchTime)
        }
        var page = ConfigurationPage(question, frame: frame(question.charger))
        page.show(found, of: question)
        let site = settings.sites.site(of: question.charger).id
        page.explain(found, of: question, level: settings.sitesInForce.first { $0.id == site }?.level)
        return try templates.response(.configuration, page)
    }

    private func frame(_ charger: ChargerID) -> PageFrame {
        templates.frame(
            title: "Configuration · \(EntryWords.charger(charger, limit: 60))",
            skips: [
                .init(id: "settings", label: "Skip to the settings"),
                .init(id: "changes", label: "Skip to changes"),
            ], notices: HealthNotice.all(settings), section: .chargers, zone: .inForm)
    }
}

/// What the page of a station's configuration was asked for.
struct ConfigurationQuestion: Sendable {
    /// The longest part of a name that is looked for.
    static let longestKey = 200

    var charger: ChargerID
    var time: TimeChoice
    /// A part of the names that are shown; empty: all.
    var key: String

    init(_ charger: ChargerID, _ parameters: QueryString, now: Timestamp) throws(WebProblem) {
        self.charger = charger
        time = try TimeChoice(parameters, now: now)
        key = parameters["key"] ?? ""
        guard key.unicodeScalars.count <= Self.longestKey else {
            throw .badParameter("key", "\"key\" has at most \(Self.longestKey) characters.")
        }
    }

    /// The address of the page.
    var path: String { "\(Link.path(of: charger))/configuration" }

    /// The page in another time; nil: at any time.
    func url(since recent: TimeChoice.Recent?) -> String {
        Link.to(path, [("since", recent?.rawValue), ("key", key.isEmpty ? nil : key)])
    }

    /// The page with every setting, in the same time.
    var unfilteredURL: String {
        Link.to(
            path,
            [
                ("since", time.recent?.rawValue), ("from", time.isRange ? time.from?.description : nil),
                ("to", time.isRange ? time.to?.description : nil),
            ])
    }
}
