import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import OCPP
import OCPPLog
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Sending a CALL from a page: who may, what is checked and asked before, and what is said after.
struct CallPageTests {
    private struct Present: ChargerPresence {
        var connectedSince: [ChargerID: Timestamp] = [ChargerID("CP-7"): .at(0)]
    }

    private static let accepted = SentCall(
        uniqueID: UniqueID("u2"), outcome: .result(Array(#"{"status":"Accepted"}"#.utf8)), latency: .milliseconds(31))

    private let sender: CannedSender
    private let server: WebSettings

    init() throws { try self.init(.success(Self.accepted)) }

    private init(
        _ outcome: Result<SentCall, CallSendingError>, isProxy: Bool = false, present: Present = Present()
    ) throws {
        sender = CannedSender(outcome)
        server = try WebSettings(
            port: 0, sites: SiteDirectory(), token: "the-token", isProxy: isProxy, calls: sender, presence: present,
            now: { .at(3_600) })
    }

    private func visit<Answer: Sendable>(
        _ asking: @Sendable (any TestClientProtocol) async throws -> Answer
    ) async throws -> Answer {
        let store = MemoryStore(origin: 7)
        try await store.commit(
            Batch(entries: [
                Talk.entry("BootNotification", sequence: 1, at: 3_500),
                Talk.entry(
                    "Reset", #"{"type":"Soft"}"#, #"{"status":"Accepted"}"#, from: .csms, sequence: 2, at: 3_590),
            ]))
        let web = WebServer(store: store, settings: server, logger: Logger(label: "test"))
        return try await Application(router: try web.router()).test(.router) { try await asking($0) }
    }

    private static func fields(_ action: String, _ payload: String, step: String = "") -> String {
        "charger=CP-7&action=\(action)&payload=\(Link.encode(payload))&step=\(step)"
    }

    private func send(_ action: String, _ payload: String, step: String = "") async throws -> TestResponse {
        try await visit { client in
            let browser = try await Browser.signedIn(client)
            let answer = try await browser.send("/call", Self.fields(action, payload, step: step))
            guard answer.status == .seeOther, let place = answer.headers[.location] else { return answer }
            return try await browser.open(place)
        }
    }

    @Test func theFormBeginsWithAnExampleOfAnActionOfTheVersion() async throws {
        let page = try await visit { try await Browser.signedIn($0).open("/chargers/CP-7/call?action=Reset").text }
        #expect(
            page.contains("Send a call <small>OCPP 1.6</small>") && page.contains("&quot;type&quot;: &quot;Soft&quot;"))
        #expect(page.contains(#"<option value="Reset" selected>Reset</option>"#))
        #expect(!page.contains(#"<option value="BootNotification""#) && !page.contains("SetVariables"))
    }

    @Test func whoIsSignedOutIsAskedToSignIn() async throws {
        let page = try await visit { try await Browser(client: $0).open("/chargers/CP-7/call").text }
        #expect(page.contains("Sign in to send") && !page.contains("<textarea"))
        let answer = try await visit { try await Browser(client: $0).send("/call", Self.fields("ClearCache", "{}")) }
        #expect(answer.status == .forbidden)
        let foreign = try await visit { client in
            var browser = try await Browser.signedIn(client)
            browser.origin = "http://evil.example"
            return try await browser.send("/call", Self.fields("ClearCache", "{}", step: "send"))
        }
        #expect(foreign.status == .forbidden)
        let sent = await sender.call
        #expect(sent == nil)
    }

    @Test func whatOnlyAsksIsSentAtOnceAndItsAnswerIsShown() async throws {
        let answer = try await send("GetConfiguration", #"{"key":["A"]}"#)
        #expect(
            answer.status == .ok && answer.text.contains("Answered: Accepted") && answer.text.contains("after 31 ms"))
        #expect(answer.text.contains(#"href="/entries/"#) && answer.text.contains("Its entry in the log"))
        let sent = await sender.call
        #expect(sent?.chargerID == ChargerID("CP-7") && sent?.action == Action("GetConfiguration"))
        #expect(sent.map { String(decoding: $0.payload, as: UTF8.self) } == #"{"key":["A"]}"#)
    }

    @Test(arguments: [
        "Reset", "UpdateFirmware", "ChangeConfiguration", "UnlockConnector", "GetDiagnostics", "DataTransfer",
    ])
    func whatMayDoHarmIsShownOnceMoreBeforeItIsSent(_ action: String) async throws {
        let payload = CallChoice.example(of: Action(action), in: .v16, now: .at(0))
        let asked = try await send(action, payload)
        #expect(
            asked.status == .ok && asked.text.contains("Send it now") && asked.text.contains("Send \(action) to CP-7?"))
        var sent = await sender.call
        #expect(sent == nil)
        let edited = try await send(action, payload, step: "edit")
        #expect(edited.text.contains("<textarea"))
        let answer = try await send(action, payload, step: "send")
        #expect(answer.text.contains("Answered"))
        sent = await sender.call
        #expect(sent.map { String(decoding: $0.payload, as: UTF8.self) } == payload)
    }

    @Test func whatTheSchemaForbidsIsNotSentAndItsPlaceIsNamed() async throws {
        let answer = try await send("Reset", #"{"type":"<b>","more":1}"#, step: "send")
        #expect(answer.status == .unprocessableContent && answer.text.contains("<code>/type</code>"))
        #expect(answer.text.contains("<code>/more</code>") && answer.text.contains("aria-invalid"))
        #expect(!answer.text.contains("<b>"))
        for payload in ["", "{", "[]", "</textarea><script>"] {
            let answer = try await send("Reset", payload, step: "send")
            #expect(answer.status == .unprocessableContent && !answer.text.contains("<script>"))
        }
        let unknown = try await send("BootNotification", "{}", step: "send")
        #expect(unknown.status == .unprocessableContent && unknown.text.contains("no such action"))
        let sent = await sender.call
        #expect(sent == nil)
    }

    @Test func aStationThatIsGoneAndATimeThatIsOverSaySo() async throws {
        let gone = try CallPageTests(.failure(CallSendingError(.notConnected, "the station CP-7 is not connected")))
        let lost = try await gone.send("ClearCache", "{}", step: "send")
        #expect(lost.status == .notFound && lost.text.contains("is not connected. Nothing was sent."))
        let slow = try CallPageTests(.success(SentCall(uniqueID: nil, outcome: .waiting)))
        let waiting = try await slow.send("ClearCache", "{}", step: "send")
        #expect(waiting.text.contains("No answer yet") && waiting.text.contains("Look for it in the log"))
        let mute = try CallPageTests(
            .success(SentCall(uniqueID: UniqueID("u9"), outcome: .unanswered(reason: "timeout"))))
        let unanswered = try await mute.send("ClearCache", "{}", step: "send")
        #expect(unanswered.text.contains("The time for an answer is over."))
        let error = CallOutcome.error(code: ErrorCode("NotSupported"), description: "<i>no", details: Array("{}".utf8))
        let refused = try await CallPageTests(.success(SentCall(uniqueID: UniqueID("u9"), outcome: error))).send(
            "ClearCache", "{}", step: "send")
        #expect(refused.text.contains("Answered with an error: NotSupported") && !refused.text.contains("<i>no"))
    }

    @Test func theAnswerHasAnAddressThatSendsNothing() async throws {
        let (place, pages) = try await visit { client in
            let browser = try await Browser.signedIn(client)
            let answer = try await browser.send(
                "/call?tz=Europe/Berlin", Self.fields("Reset", #"{"type":"Soft"}"#, step: "send"))
            let place = try #require(answer.headers[.location])
            await sender.forget()
            // Reading is for everybody.
            return (place, [try await browser.open(place).text, try await Browser(client: client).open(place).text])
        }
        #expect(place == "/chargers/CP-7/call?sent=00000007-2&tz=Europe%2FBerlin")
        for page in pages {
            #expect(page.contains("Reset was sent") && page.contains("Answered: Accepted"))
            #expect(page.contains("/entries/00000007-2?tz=Europe%2FBerlin") && page.contains("Send another"))
        }
        let sent = await sender.call
        #expect(sent == nil)
    }

    @Test(arguments: ["00000007-1", "00000007-9", "x"])
    func anEntryThatIsNoCallToTheStationIsNoAnswer(_ id: String) async throws {
        let answer = try await visit { try await Browser.signedIn($0).open("/chargers/CP-7/call?sent=\(id)") }
        #expect(answer.status == .notFound)
        let other = try await visit { try await Browser.signedIn($0).open("/chargers/CP-8/call?sent=00000007-2") }
        #expect(other.status == .notFound)
    }

    @Test func anAnswerWithoutAnEntryIsKeptForWhoIsSignedIn() async throws {
        let secret = SentCall(
            uniqueID: UniqueID("u9"), outcome: .result(Array(#"{"secret":"<b>"}"#.utf8)), latency: .milliseconds(5))
        let one = try CallPageTests(.success(secret))
        try await one.visit { client in
            let browser = try await Browser.signedIn(client)
            let answer = try await browser.send("/call", Self.fields("GetConfiguration", "{}"))
            let place = try #require(answer.headers[.location])
            #expect(answer.status == .seeOther && place.hasPrefix("/chargers/CP-7/call?answer="))
            for _ in 0..<2 {
                let page = try await browser.open(place).text
                #expect(page.contains("GetConfiguration was sent") && page.contains("&lt;b&gt;"))
                #expect(page.contains("This page shows the answer for ten minutes."))
            }
            let stranger = try await Browser(client: client).open(place).text
            #expect(stranger.contains("Sign in to send") && !stranger.contains("&lt;b&gt;"))
            #expect(stranger.contains("to=%2Fchargers%2FCP-7%2Fcall%3Fanswer"))
            let lost = try await browser.open("/chargers/CP-7/call?answer=nothing")
            #expect(lost.status == .notFound && lost.text.contains("not kept any more"))
            let elsewhere = try await browser.open(place.replacing("CP-7", with: "CP-8"))
            #expect(elsewhere.status == .notFound)
            let metrics = try await browser.open("/metrics").text
            #expect(metrics.contains("ocpplogs_call_answers_kept 1\n"))
        }
    }

    @Test func anAnswerThatCameLaterIsFoundInTheLog() async throws {
        let waiting = try CallPageTests(.success(SentCall(uniqueID: UniqueID("u2"), outcome: .waiting)))
        try await waiting.visit { client in
            let browser = try await Browser.signedIn(client)
            let answer = try await browser.send("/call", Self.fields("Reset", #"{"type":"Soft"}"#, step: "send"))
            let place = try #require(answer.headers[.location])
            #expect(place.contains("answer="))
            let again = try await browser.open(place)
            #expect(again.headers[.location] == "/chargers/CP-7/call?sent=00000007-2")
        }
    }

    @Test func answersAreKeptForAWhileAndTheOldestGoFirst() {
        let clock = Mutex(Timestamp.at(0))
        let shelf = AnswerShelf(now: { clock.withLock { $0 } })
        let answer = CallAnswer(Self.accepted, charger: ChargerID("CP-7"), entry: nil)
        func add() -> String { shelf.add(answer, to: ChargerID("CP-7"), Action("Reset"), nil) }
        let first = add()
        let others = (0..<AnswerShelf.most).map { _ in add() }
        #expect(shelf.answer(first, of: ChargerID("CP-7")) == nil)
        #expect(others.allSatisfy { shelf.answer($0, of: ChargerID("CP-7")) != nil })
        #expect(shelf.metrics().last?.samples.first?.value == .number(1))
        clock.withLock { $0 = $0.advanced(by: AnswerShelf.time) }
        #expect(shelf.answer(others[5], of: ChargerID("CP-7")) == nil)
        #expect(shelf.metrics().first?.samples.first?.value == .number(0))
    }

    @Test func whereNothingCanBeSentThePageSaysWhy() async throws {
        let proxy = try CallPageTests(.success(Self.accepted), isProxy: true)
        let page = try await proxy.visit { try await Browser.signedIn($0).open("/chargers/CP-7/call").text }
        #expect(page.contains("This program is a proxy") && !page.contains("<textarea"))
        let sent = try await proxy.send("ClearCache", "{}", step: "send")
        #expect(sent.text.contains("This program is a proxy"))
        let call = await proxy.sender.call
        #expect(call == nil)
        let other = try await visit { try await Browser.signedIn($0).open("/chargers/CP-8/call").text }
        #expect(other.contains("The charging station is not connected"))
    }

    @Test(arguments: [OCPPVersion.v16, .v201, .v21])
    func everyExampleIsAsTheSchemaWantsIt(_ version: OCPPVersion) throws {
        for action in CallChoice.actions(of: version) {
            let schema = try #require(PayloadSchema.request(of: action, in: version))
            let payload = Array(CallChoice.example(of: action, in: version, now: .at(0)).utf8)
            let problems = SchemaCheck.problems(in: payload.span, against: schema)
            #expect(problems.isEmpty, "\(action): \(problems)")
        }
    }
}
