import Hummingbird
import OCPP
import OCPPLog

/// `GET /chargers`: the charging stations that are connected or in the log.
struct ChargersHandler: Sendable {
    let store: any EntryStore
    let settings: WebSettings
    let templates: Templates

    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = try QueryString(page: request.uri.query, known: ["charger", "site", "connected", "after"])
        let connected = parameters["connected"] ?? ""
        guard ["", "true", "false"].contains(connected) else {
            throw WebProblem.badParameter("connected", "\"connected\" is true or false.")
        }
        let name = parameters["charger"] ?? ""
        let question = StationDirectory.Question(
            limit: ChargersPage.most, after: parameters["after"].map { Array($0.utf8) },
            site: parameters["site"].flatMap { $0.isEmpty ? nil : $0 },
            isConnected: connected.isEmpty ? nil : connected == "true", name: name.isEmpty ? nil : Glob(name))
        var page = ChargersPage(
            question, name: name, settings: settings,
            frame: templates.frame(
                title: "Charging stations",
                skips: [
                    .init(id: "search", label: "Skip to filters"),
                    .init(id: "results", label: "Skip to charging stations"),
                ], notices: HealthNotice.all(settings), section: .chargers))
        let directory = StationDirectory(store: store, settings: settings)
        let (stations, next) = try await context.whileClientStays {
            try await TimeLimit.within(WebLimits.searchTime) { try await directory.list(question) }
        }
        page.show(stations, next: next, settings: settings)
        if page.rows.isEmpty { page.empty = try await nothing(question, name: name) }
        return try templates.response(.chargers, page)
    }

    private func nothing(_ question: StationDirectory.Question, name: String) async throws -> EmptyLog {
        let newest = try await store.search(Search(limit: 1))
        if newest.entries.isEmpty, newest.unreadable == 0 { return EmptyLog(nothingRecorded: settings) }
        return EmptyLog(
            title: "No charging stations", sentences: ["No charging station in the log is what was asked for."],
            steps: [.init(label: "All charging stations", url: Link.to("/chargers", []))])
    }
}
