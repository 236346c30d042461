import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `/api/v1/sites/{id}/level`: how much of a site is kept, changed while the program runs.
struct LevelsAPI: Sendable {
    let settings: WebSettings

    /// The longest reason, in characters.
    static let longestReason = 500
    /// Until there are accounts, all that is known of who changes a level is that it had the token.
    private static let bearer = "token"

    private static let site = APIParameter.path("id", "The id of a site.", example: "depot-7")

    /// `PUT /api/v1/sites/{id}/level`: sets a level over the configured one.
    var set: APIOperation {
        APIOperation(
            method: .put, path: "/api/v1/sites/{id}/level", name: "setSiteLevel", summary: "Sets the level of a site",
            detail: """
                It counts from the next message on, outranks the configuration file and stays over a restart, until it \
                is taken back or `until` is over.
                """,
            parameters: [Self.site],
            body: APIBody(
                content: [
                    APIContent(
                        "application/json", LevelBody.schema,
                        example: [
                            "level": "debug", "until": "2026-11-24T10:00:00Z", "reason": "connector 1 does not lock",
                        ])
                ], limit: WebLimits.body, description: "The level, and until when."),
            responses: [.json("How the site stands now.", Self.standing, example: Self.example)],
            problems: [APIProblem(.badRequest, "bad_body"), .notFound, Self.unwritable], answer: set)
    }

    /// `DELETE /api/v1/sites/{id}/level`: back to the configured level.
    var reset: APIOperation {
        APIOperation(
            method: .delete, path: "/api/v1/sites/{id}/level", name: "resetSiteLevel",
            summary: "Goes back to the configured level of a site", parameters: [Self.site],
            responses: [.json("How the site stands now.", Self.standing, example: Self.example)],
            problems: [.notFound, Self.unwritable], answer: reset)
    }

    @Sendable private func set(_ call: APICall) async throws -> Response {
        let (id, levels) = try site(of: call)
        let body = try LevelBody(try await call.bytes(upTo: WebLimits.body), now: settings.now())
        guard
            let standing = try levels.set(
                id, to: body.level, until: body.until, by: Self.bearer, reason: body.reason)
        else { throw Self.unknownSite(id) }
        return .json(Array(LevelJSON.text(of: standing).utf8))
    }

    @Sendable private func reset(_ call: APICall) async throws -> Response {
        let (id, levels) = try site(of: call)
        guard let standing = try levels.reset(id, by: Self.bearer) else { throw Self.unknownSite(id) }
        return .json(Array(LevelJSON.text(of: standing).utf8))
    }

    private func site(of call: APICall) throws(WebProblem) -> (SiteID, SiteLevels) {
        let id = SiteID(call["id"] ?? "")
        guard let levels = settings.levels, levels.standing(of: id) != nil else { throw Self.unknownSite(id) }
        return (id, levels)
    }

    private static func unknownSite(_ id: SiteID) -> WebProblem {
        .notFound("There is no site with this id. Sites stand in the configuration file.")
    }

    private static let unwritable = APIProblem(.internalServerError, "store_unwritable")

    /// One level by its word.
    private static let level: JSONTree = ["type": "string", "enum": .list(Level.allCases.map { .text($0.rawValue) })]

    /// A level that is set, as an answer has it.
    static let override = APISchemas.object([
        .init("site_id", ["type": "string"]), .init("level", level), .init("until", APISchemas.momentOrNull),
        .init("since", APISchemas.moment), .init("by", ["type": "string"]), .init("reason", APISchemas.textOrNull),
    ])

    /// How a site stands.
    static let standing = JSONTree.shared(
        "SiteLevel",
        APISchemas.object([
            .init("site_id", ["type": "string"]), .init("level", APISchemas.described(level, "What is in force.")),
            .init("configured", APISchemas.described(level, "What the configuration file says.")),
            .init("override", ["anyOf": [override, ["type": "null"]]]),
        ]))

    private static let example: JSONTree = [
        "site_id": "depot-7", "level": "debug", "configured": "info",
        "override": [
            "site_id": "depot-7", "level": "debug", "until": "2026-11-24T10:00:00.000000Z",
            "since": "2026-11-23T10:00:00.000000Z", "by": "token", "reason": "connector 1 does not lock",
        ],
    ]

    /// The body of a request that sets a level.
    struct LevelBody: Sendable, Hashable {
        var level: Level
        var until: Timestamp?
        var reason: String?

        static let schema: JSONTree = [
            "type": "object", "required": ["level"], "additionalProperties": false,
            "properties": [
                "level": LevelsAPI.level,
                "until": ["type": "string", "format": "date-time", "description": "A moment to come."],
                "reason": ["type": "string", "maxLength": .number(LevelsAPI.longestReason)],
            ],
        ]

        /// - Throws: a problem that names the member or the byte at fault.
        init(_ body: [UInt8], now: Timestamp) throws(WebProblem) {
            let members: JSONMembers
            do throws(JSONProblem) {
                members = try JSONMembers(of: body)
            } catch {
                throw Self.bad(nil, "At byte \(error.offset): \(error.reason.rawValue).")
            }
            if let unknown = members.names.filter({ !["level", "until", "reason"].contains($0) }).min() {
                throw Self.bad(unknown, "The members here are level, until and reason.")
            }
            guard let level = members["level"]?.text.flatMap(Level.init(rawValue:)) else {
                throw Self.bad("level", "\"level\" is none, info or debug.")
            }
            self.level = level
            if let until = members["until"] {
                guard let moment = until.text.flatMap({ Timestamp($0) }), moment > now else {
                    throw Self.bad("until", "\"until\" is a time to come as RFC 3339 writes it.")
                }
                self.until = moment
            }
            if let reason = members["reason"] {
                guard let text = reason.text, text.unicodeScalars.count <= LevelsAPI.longestReason else {
                    throw Self.bad("reason", "\"reason\" is a text of up to \(LevelsAPI.longestReason) characters.")
                }
                self.reason = text
            }
        }

        private static func bad(_ member: String?, _ detail: String) -> WebProblem {
            var problem = WebProblem(.badRequest, "bad_body", "The body cannot be read", detail)
            problem.parameter = member
            return problem
        }
    }
}
