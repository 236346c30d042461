import HTTPTypes
import Hummingbird
import Insights
import OCPP
import OCPPLog

/// `GET /api/v1/readiness`: whether charging stations do what a profile asks of them.
struct ReadinessAPI: Sendable {
    let store: any EntryStore
    let settings: WebSettings

    /// What the router serves and the OpenAPI document says.
    var operation: APIOperation {
        let names = settings.profiles.map(\.name)
        let profile = APIParameter(
            "profile", .word(names, standard: names.first), "The profile of requirements.")
        return APIOperation(
            method: .get, path: "/api/v1/readiness", name: "checkReadiness",
            summary: "Whether charging stations meet a profile of requirements",
            detail: """
                A requirement is `passed`, `rejected`, `error`, `no_answer`, `not_seen`, or `not_observable`: then the level in \
                force left such messages out, and nothing can be said. Name a station or a site, and a stretch of time: all \
                of it is read, and after \(WebLimits.insightTime.components.seconds) s what was read by then is answered.
                """,
            parameters: [profile] + EntryQuestion.parameters,
            responses: [.json("A result for each charging station that has entries.", Self.schema)],
            problems: [.query, APIProblem(.notFound, "not_found")]
        ) { call in
            let name = call.word(profile)
            guard let wanted = settings.profiles.first(where: { $0.name == name }) else {
                throw WebProblem.notFound("This server has no profiles.")
            }
            return try await answer(call, wanted)
        }
    }

    private func answer(_ call: APICall, _ profile: ReadinessProfile) async throws -> Response {
        let question = try EntryQuestion(call, now: settings.now())
        let search = Search(question.query, from: question.from, to: question.to, sites: settings.sites)
        let (check, reading) = try await call.context.whileClientStays {
            var check = ReadinessCheck(profile)
            let reading = try await InsightReading.read(store, search) { entries in
                for entry in entries { check.read(entry) }
            }
            return (check, reading)
        }
        let results = check.results().map { JSONTree.written(Array(ReadinessJSON.text(of: $0, profile).utf8)) }
        return .json(.object([.init("results", .list(results))] + reading.members))
    }

    private static let texts = APISchemas.list(of: ["type": "string"])
    private static let requirement = APISchemas.object([
        .init("id", ["type": "string"]), .init("title", ["type": "string"]), .init("why", ["type": "string"]),
        .init("is_required", ["type": "boolean"]),
        .init("state", ["enum": .list(RequirementState.allCases.map { .text($0.rawValue) })]),
        .init("detail", ["type": "string"]), .init("evidence", texts),
    ])
    private static let result = APISchemas.object([
        .init("profile", ["type": "string"]), .init("title", ["type": "string"]),
        .init("charger_id", ["type": "string"]), .init("site_id", ["type": "string"]),
        .init("vendor", APISchemas.textOrNull), .init("model", APISchemas.textOrNull),
        .init("firmware", APISchemas.textOrNull), .init("entries", APISchemas.count),
        .init("from", APISchemas.textOrNull), .init("to", APISchemas.textOrNull),
        .init("is_ready", ["type": "boolean"]), .init("requirements", APISchemas.list(of: requirement)),
    ])
    private static let schema = JSONTree.shared(
        "Readiness",
        APISchemas.object([.init("results", APISchemas.list(of: result))] + InsightReading.schema))
}
