import ArgumentParser
import Foundation
import OCPP

/// `ocpplogs send`: has the running controller send a CALL to a connected charging station.
struct SendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Sends a request to a connected charging station and prints its answer.",
        discussion: """
            It goes through the running server, which must be the controller. The payload is checked against the schema of \
            the station's version before it leaves. The exchange is recorded like any other: most of \
            what a CSMS asks is kept at the level debug only.

            Examples:
              ocpplogs send CP-7 Reset '{"type": "Soft"}'
              ocpplogs send CP-7 GetConfiguration
              ocpplogs send CP-7 SetChargingProfile - < profile.json
            """)

    @Argument(help: "The identity of the charging station.")
    var charger: String

    @Argument(help: "The action, such as Reset or GetConfiguration.")
    var action: String

    @Argument(help: "The request as a JSON object; - reads it from standard input.")
    var payload = "{}"

    @Option(help: "How long to wait for the answer, up to 5m.")
    var wait = TimeSpan(seconds: 30)

    @OptionGroup var server: ServerOptions

    /// The station answered with a CALLERROR, or not in time.
    private static let noResult: Int32 = 1

    func run() async throws {
        guard wait.duration <= .seconds(300) else {
            throw CommandFailure.usage("--wait: five minutes are the most, 5m")
        }
        let payload = try payload == "-" ? FileHandle.standardInput.readToEnd() ?? Data() : Data(payload.utf8)
        let body = try Self.body(action, Array(payload), wait)
        let path = "/api/v1/chargers/\(try Self.encoded(charger))/calls"
        // A moment more than the server waits, so that its answer is heard.
        let answer = try await server.post(path, body, timeout: wait.duration + .seconds(15))
        try report(try answer.members())
    }

    private static func body(_ action: String, _ payload: [UInt8], _ wait: TimeSpan) throws -> [UInt8] {
        do throws(JSONProblem) {
            _ = try JSONMembers(of: payload)
        } catch {
            throw CommandFailure.usage("the payload is no JSON: at byte \(error.offset), \(error.reason.rawValue)")
        }
        let (seconds, attoseconds) = wait.duration.components
        let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
        return Array("{\"action\":\(JSONText.quoted(action)),\"wait_seconds\":\(Double(milliseconds) / 1_000),".utf8)
            + Array("\"payload\":".utf8) + payload + [UInt8(ascii: "}")]
    }

    private static func encoded(_ identity: String) throws -> String {
        guard !identity.isEmpty, let encoded = identity.addingPercentEncoding(withAllowedCharacters: .unreserved) else {
            throw CommandFailure.usage("the identity of the charging station is empty")
        }
        return encoded
    }

    /// The payload of the answer goes to standard output, what it was to standard error.
    private func report(_ answer: JSONMembers) throws {
        let latency = answer["latency_ms"].map { " after \(String(decoding: $0.bytes, as: UTF8.self)) ms" } ?? ""
        switch answer["outcome"]?.text {
        case "result":
            Terminal.printError("\(charger) answered \(action)\(latency)")
            Terminal.print(String(decoding: answer["response"]?.bytes ?? [], as: UTF8.self))
        case "error":
            let text = answer["error_description"]?.text ?? ""
            Terminal.print(String(decoding: answer["error_details"]?.bytes ?? [], as: UTF8.self))
            let code = answer["error_code"]?.text ?? ""
            throw failure("\(charger) answered with the error \(code)\(text.isEmpty ? "" : ": \(text)")")
        case "waiting":
            throw failure(
                "no answer came within \(wait); one that still comes is recorded where the level of the site is debug")
        default:
            throw failure("\(charger) gave no answer: \(answer["reason"]?.text ?? "unknown reason")")
        }
    }

    private func failure(_ message: String) -> CommandFailure {
        CommandFailure(message: "ocpplogs: \(message)", exitCode: Self.noResult)
    }
}

extension CharacterSet {
    /// What stands for itself in a segment of a path (RFC 3986 §2.3).
    fileprivate static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
