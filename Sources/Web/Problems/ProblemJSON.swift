import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// A problem as `application/problem+json` (RFC 9457), with the place and the way out of a query's fault.
enum ProblemJSON {
    static func response(_ problem: WebProblem) -> Response {
        Response(
            status: problem.status, headers: [.contentType: "application/problem+json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes(problem))))
    }

    static func bytes(_ problem: WebProblem) -> [UInt8] {
        var members: [(String, String)] = [
            ("type", JSONText.quoted("urn:ocpplogs:problem:\(problem.code)")),
            ("title", JSONText.quoted(problem.title)),
            ("status", String(problem.status.code)),
            ("code", JSONText.quoted(problem.code)),
            ("detail", JSONText.quoted(problem.detail)),
        ]
        if let parameter = problem.parameter { members.append(("parameter", JSONText.quoted(parameter))) }
        if let error = problem.query {
            let suggestions = error.suggestions.map { JSONText.quoted($0) }.joined(separator: ",")
            members += [
                ("start", String(error.start)), ("end", String(error.end)), ("suggestions", "[\(suggestions)]"),
                ("fix", error.fix.map { JSONText.quoted($0) } ?? "null"),
            ]
        }
        if !problem.suggestions.isEmpty {
            members.append(
                ("suggestions", "[" + problem.suggestions.map { JSONText.quoted($0) }.joined(separator: ",") + "]"))
        }
        if !problem.faults.isEmpty {
            let faults = problem.faults.map {
                "{\"pointer\":\(JSONText.quoted($0.pointer)),\"detail\":\(JSONText.quoted($0.sentence))}"
            }
            members.append(("errors", "[" + faults.joined(separator: ",") + "]"))
        }
        return Array(("{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}").utf8)
    }
}
