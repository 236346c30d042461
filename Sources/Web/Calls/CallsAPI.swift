import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `POST /api/v1/chargers/{id}/calls`: sends a CALL to a connected charging station and waits for its answer.
struct CallsAPI: Sendable {
    /// Nil where nothing can be sent.
    let sender: (any CallSender)?

    /// What the router serves and the OpenAPI document says.
    var operation: APIOperation {
        APIOperation(
            method: .post, path: "/api/v1/chargers/{id}/calls", name: "sendCall",
            summary: "Sends a CALL to a connected charging station",
            detail: "Waits for the answer of the station. The exchange is recorded like every other.",
            parameters: [.path("id", "The identity of the charging station.", example: "CP-7")],
            body: APIBody(
                content: [
                    APIContent(
                        "application/json", Self.request, example: ["action": "Reset", "payload": ["type": "Soft"]])
                ],
                limit: WebLimits.body, description: "The CALL."),
            responses: [
                .json("The station has answered.", Self.outcome, example: Self.example),
                .json("The time is over; an answer that still comes is recorded.", Self.outcome, status: .accepted),
                .json("No answer came, and none will count any more.", Self.outcome, status: .gatewayTimeout),
            ],
            problems: [
                APIProblem(.badRequest, "bad_body"), APIProblem(.conflict, "not_controller"),
                APIProblem(.notFound, "not_connected"),
                APIProblem(.unprocessableContent, "unknown_action", "bad_payload"),
                APIProblem(.serviceUnavailable, "busy"),
            ], answer: send)
    }

    private static let request = JSONTree.shared(
        "CallToSend",
        APISchemas.object(
            [.init("action", ["type": "string", "description": "An action that a CSMS sends."])],
            optional: [
                .init("payload", ["type": "object", "default": [:], "description": "Sent byte for byte."]),
                .init(
                    "wait_seconds",
                    ["type": "number", "minimum": 0, "maximum": .number(Int(CallBody.longestWait)), "default": 30]),
            ]))

    private static let outcome = JSONTree.shared(
        "SentCall",
        APISchemas.object(
            [
                .init("charger_id", ["type": "string"]), .init("action", ["type": "string"]),
                .init("unique_id", APISchemas.textOrNull),
                .init("outcome", ["enum": ["result", "error", "waiting", "unanswered"]]),
            ],
            optional: [
                .init("response", ["description": "The payload of the answer."]),
                .init("error_code", ["type": "string"]), .init("error_description", ["type": "string"]),
                .init("error_details", ["description": "As the station sent them."]),
                .init("reason", ["type": "string"]), .init("latency_ms", ["type": "number"]),
            ]))
    private static let example: JSONTree = [
        "charger_id": "CP-7", "action": "Reset", "unique_id": "5b1c", "outcome": "result",
        "response": ["status": "Accepted"], "latency_ms": 31,
    ]

    /// The answer of the station, or what became of the CALL.
    @Sendable private func send(_ request: APICall) async throws -> Response {
        let charger = request["id"] ?? ""
        let body = try CallBody(try await request.bytes(upTo: WebLimits.body))
        guard let sender else {
            throw WebProblem.sending(CallSendingError(.notController, "nothing can be sent from here"))
        }
        let call = CallToSend(chargerID: ChargerID(charger), action: body.action, payload: body.payload)
        do throws(CallSendingError) {
            return Self.response(to: call, try await sender.send(call, wait: body.wait))
        } catch {
            throw WebProblem.sending(error)
        }
    }

    private static func response(to call: CallToSend, _ sent: SentCall) -> Response {
        let outcome = OutcomeJSON(sent.outcome)
        var members = [
            ("charger_id", JSONText.quoted(call.chargerID.rawValue)),
            ("action", JSONText.quoted(call.action.rawValue)),
            ("unique_id", sent.uniqueID.map { JSONText.quoted($0.rawValue) } ?? "null"),
            ("outcome", JSONText.quoted(outcome.word)),
        ]
        members += outcome.members
        if let latency = sent.latency {
            let (seconds, attoseconds) = latency.components
            let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
            members.append(("latency_ms", EntryJSON.milliseconds(microseconds)))
        }
        let text = "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
        return .json(Array(text.utf8), status: outcome.status)
    }
}

/// An outcome in the words of the API.
private struct OutcomeJSON {
    var word: String
    var status: HTTPResponse.Status
    /// The payload of an answer is JSON already and is written as it came.
    var members: [(String, String)]

    init(_ outcome: CallOutcome) {
        switch outcome {
        case .result(let payload):
            (word, status) = ("result", .ok)
            members = [("response", String(decoding: payload, as: UTF8.self))]
        case .error(let code, let description, let details):
            (word, status) = ("error", .ok)
            members = [
                ("error_code", JSONText.quoted(code.rawValue)), ("error_description", JSONText.quoted(description)),
                ("error_details", details.isEmpty ? "{}" : String(decoding: details, as: UTF8.self)),
            ]
        case .waiting:
            (word, status, members) = ("waiting", .accepted, [])
        case .unanswered(let reason):
            (word, status, members) = ("unanswered", .gatewayTimeout, [("reason", JSONText.quoted(reason))])
        }
    }
}

extension WebProblem {
    /// Why a CALL was not sent.
    static func sending(_ error: CallSendingError) -> WebProblem {
        let (status, title): (HTTPResponse.Status, String) =
            switch error.code {
            case .notController: (.conflict, "This program is a proxy")
            case .notConnected: (.notFound, "The charging station is not connected")
            case .unknownAction: (.unprocessableContent, "The action cannot be sent")
            case .badPayload: (.unprocessableContent, "The payload breaks the schema")
            case .busy: (.serviceUnavailable, "Too much waits for this charging station")
            }
        let end = error.sentence.hasSuffix("?") ? "" : "."
        var problem = WebProblem(status, error.code.rawValue, title, error.sentence + end)
        problem.faults = error.problems
        return problem
    }
}
