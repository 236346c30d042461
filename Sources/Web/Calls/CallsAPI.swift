import Foundation
import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `POST /api/v1/chargers/{id}/calls`: sends a CALL to a connected charging station and waits for its answer.
struct CallsAPI: Sendable {
    /// Nil where nothing can be sent.
    let sender: (any CallSender)?

    /// The answer of the station, or what became of the CALL.
    @Sendable func send(_ request: Request, _ context: WebContext) async throws -> Response {
        _ = try QueryString(request.uri.query, known: [])
        guard let charger = context.parameters.get("id")?.removingPercentEncoding, !charger.isEmpty else {
            throw WebProblem.badParameter("id", "The identity of the charging station is percent-encoded UTF-8.")
        }
        let body = try CallBody(Array(buffer: try await request.body.collect(upTo: WebLimits.body)))
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
        return Response(
            status: outcome.status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
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
