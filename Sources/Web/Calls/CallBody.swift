import HTTPTypes
import OCPP

/// The body of a request that sends a CALL: `{"action": "Reset", "payload": {"type": "Soft"}, "wait_seconds": 30}`.
struct CallBody: Sendable, Hashable {
    var action: Action
    /// The request of the CALL, byte for byte as it stands in the body; `{}` where it was left out.
    var payload = Array("{}".utf8)
    /// How long the answer is waited for.
    var wait = Duration.seconds(30)

    /// The longest that a request waits, in seconds.
    static let longestWait = 300.0

    private static let known = ["action", "payload", "wait_seconds"]

    /// - Throws: a problem that names the member or the byte at fault.
    init(_ body: [UInt8]) throws(WebProblem) {
        let members = try Self.members(of: body)
        guard let action = members["action"]?.text else {
            throw Self.bad("action", "\"action\" is the name of an OCPP action, such as \"Reset\".")
        }
        self.action = Action(action)
        if let payload = members["payload"] {
            guard payload.token.kind == .beginObject else {
                throw Self.bad("payload", "\"payload\" is the request of the CALL: a JSON object.")
            }
            self.payload = payload.bytes
        }
        if let wait = members["wait_seconds"] {
            guard let seconds = wait.number, (0...Self.longestWait).contains(seconds) else {
                throw Self.bad("wait_seconds", "\"wait_seconds\" is a number from 0 to \(Int(Self.longestWait)).")
            }
            self.wait = .seconds(seconds)
        }
    }

    private static func members(of body: [UInt8]) throws(WebProblem) -> JSONMembers {
        let members: JSONMembers
        do throws(JSONProblem) {
            members = try JSONMembers(of: body)
        } catch {
            throw bad(nil, "At byte \(error.offset): \(error.reason.rawValue). \(example)")
        }
        if let unknown = members.names.filter({ !known.contains($0) }).min() {
            throw bad(unknown, "The members here are \(known.joined(separator: ", ")).")
        }
        return members
    }

    private static let example =
        "A JSON object is expected, such as {\"action\": \"Reset\", \"payload\": {\"type\": \"Soft\"}}."

    private static func bad(_ member: String?, _ detail: String) -> WebProblem {
        var problem = WebProblem(.badRequest, "bad_body", "The body cannot be read", detail)
        problem.parameter = member
        return problem
    }
}
