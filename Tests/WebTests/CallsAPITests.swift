import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// Sending a CALL over the API: what a request may say, and what each outcome looks like.
struct CallsAPITests {
    private func post(
        _ body: String, to charger: String = "CP-1", token: String? = "the-token",
        outcome: Result<SentCall, CallSendingError> = .success(
            SentCall(uniqueID: UniqueID("a1"), outcome: .result(Array(#"{"status":"Accepted"}"#.utf8))))
    ) async throws -> (answer: TestResponse, sent: CallToSend?) {
        let sender = CannedSender(outcome)
        let settings = try WebSettings(
            port: 0, sites: SiteDirectory(), token: "the-token", calls: sender, now: { .at(0) })
        let server = WebServer(store: MemoryStore(origin: 7), settings: settings, logger: Logger(label: "test"))
        let application = Application(router: try server.router())
        let headers: HTTPFields = token.map { [.authorization: "Bearer \($0)"] } ?? [:]
        let answer = try await application.test(.router) {
            try await $0.execute(
                uri: "/api/v1/chargers/\(charger)/calls", method: .post, headers: headers,
                body: ByteBuffer(string: body))
        }
        return (answer, await sender.call)
    }

    @Test func aCallIsSentAsItStandsInTheBodyAndItsAnswerComesBack() async throws {
        let (answer, sent) = try await post(
            #"{"payload": {"type" : "Soft", "b":1.50}, "action":"Reset"}"#, to: "CP%201%2FA")
        #expect(answer.status == .ok)
        #expect(sent?.chargerID == ChargerID("CP 1/A"))
        #expect(sent?.action == Action("Reset"))
        #expect(sent.map { String(decoding: $0.payload, as: UTF8.self) } == #"{"type" : "Soft", "b":1.50}"#)
        #expect(
            answer.text == #"{"charger_id":"CP 1/A","action":"Reset","unique_id":"a1","outcome":"result","#
                + #""response":{"status":"Accepted"}}"#)
    }

    @Test func anErrorAnswerIsAnAnswer() async throws {
        let error = CallOutcome.error(code: ErrorCode("NotSupported"), description: "no", details: [])
        let (answer, _) = try await post(
            #"{"action":"Reset"}"#,
            outcome: .success(SentCall(uniqueID: UniqueID("a1"), outcome: error, latency: .milliseconds(31))))
        #expect(answer.status == .ok)
        #expect(
            answer.text.hasSuffix(
                #""outcome":"error","error_code":"NotSupported","error_description":"no","error_details":{},"latency_ms":31}"#
            ))
    }

    @Test(arguments: [
        (CallOutcome.waiting, 202, #""unique_id":null,"outcome":"waiting"}"#),
        (.unanswered(reason: "timeout"), 504, #""unique_id":null,"outcome":"unanswered","reason":"timeout"}"#),
    ])
    func aCallWithoutAnAnswerSaysSo(outcome: CallOutcome, status: Int, end: String) async throws {
        let (answer, _) = try await post(
            #"{"action":"Reset"}"#, outcome: .success(SentCall(uniqueID: nil, outcome: outcome)))
        #expect(answer.status.code == status)
        #expect(answer.text.hasSuffix(end))
    }

    @Test(arguments: [
        (CallSendingError.Code.notController, 409), (.notConnected, 404), (.unknownAction, 422), (.badPayload, 422),
        (.busy, 503),
    ])
    func whatCannotBeSentIsAProblemWithItsCode(code: CallSendingError.Code, status: Int) async throws {
        let problem = CallSendingError.Problem(pointer: "/type", sentence: "\"soft\" is none of Hard, Soft")
        let (answer, _) = try await post(
            #"{"action":"Reset"}"#, outcome: .failure(CallSendingError(code, "why", problems: [problem])))
        #expect(answer.status.code == status)
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(answer.text.contains("\"code\":\"\(code.rawValue)\""))
        #expect(answer.text.contains(#""errors":[{"pointer":"/type","detail":"\"soft\" is none of Hard, Soft"}]"#))
    }

    @Test(arguments: [
        "", "[]", "7", "{", #"{"action":7}"#, #"{"payload":{}}"#, #"{"action":"Reset","payload":[]}"#,
        #"{"action":"Reset","wait_seconds":-1}"#, #"{"action":"Reset","wait_seconds":301}"#,
        #"{"action":"Reset","wait":1}"#, #"{"action":"Reset"} x"#,
    ])
    func aBodyThatCannotBeReadIsAProblemAndNothingIsSent(body: String) async throws {
        let (answer, sent) = try await post(body)
        #expect(answer.status == .badRequest)
        #expect(answer.text.contains(#""code":"bad_body""#))
        #expect(sent == nil)
    }

    @Test func nothingIsSentWithoutTheToken() async throws {
        let (answer, sent) = try await post(#"{"action":"Reset"}"#, token: nil)
        #expect(answer.status == .unauthorized)
        #expect(sent == nil)
    }
}

/// Gives every CALL the same outcome and remembers the last one.
actor CannedSender: CallSender {
    private let outcome: Result<SentCall, CallSendingError>
    private(set) var call: CallToSend?

    init(_ outcome: Result<SentCall, CallSendingError>) {
        self.outcome = outcome
    }

    func send(_ call: CallToSend, wait: Duration) async throws(CallSendingError) -> SentCall {
        self.call = call
        return try outcome.get()
    }

    /// As if nothing had been sent.
    func forget() {
        call = nil
    }
}
