import OCPP
import OCPPLog
import TestSupport
import Testing

/// Conversations of one connection: who sends what when, and what the log then holds.
struct CorrelatorTests {
    @Test func anAnsweredCallIsAnExchange() throws {
        var talk = Conversation()
        talk.station(
            #"[2,"1","StatusNotification",{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure"}]"#, at: 0)
        talk.csms(#"[3,"1",{}]"#, at: 0.031)
        let entry = try #require(talk.entries.only)
        #expect(entry.kind == .exchange)
        #expect(entry.action == .statusNotification)
        #expect(entry.source == .cp)
        #expect(entry.datetime == .at(0))
        #expect(entry.latency == 31_000)
        #expect(entry.connectorID == 1)
        #expect(entry.status == "Faulted")
        #expect(entry.errorCodes == ["GroundFailure"])
        #expect(talk.openCalls.isEmpty)
    }

    @Test func aCallErrorEndsTheCallWithItsCode() throws {
        var talk = Conversation()
        talk.csms(#"[2,"a","UnlockConnector",{"connectorId":2}]"#, at: 0)
        talk.station(#"[4,"a","NotSupported","no lock",{"why":1}]"#, at: 1)
        let entry = try #require(talk.entries.only)
        #expect(entry.source == .csms)
        #expect(entry.outcome == .callError("NotSupported"))
        #expect(entry.errorCodes == ["NotSupported"])
        #expect(entry.response?.error?.text == "no lock")
    }

    @Test func bothSidesMayUseTheSameIdAtTheSameTime() {
        var talk = Conversation()
        talk.station(#"[2,"7","Heartbeat",{}]"#, at: 0)
        talk.csms(#"[2,"7","Reset",{"type":"Soft"}]"#, at: 0.1)
        talk.station(#"[3,"7",{"status":"Accepted"}]"#, at: 0.2)
        talk.csms(#"[3,"7",{"currentTime":"2026-11-23T10:00:00Z"}]"#, at: 0.3)
        #expect(talk.entries.map(\.action) == [Action("Reset"), .heartbeat])
        #expect(talk.entries.map(\.kind) == [.exchange, .exchange])
    }

    @Test func aCallWithoutAnswerIsUnansweredAfterTheTimeout() throws {
        var talk = Conversation()
        talk.station(#"[2,"1","Heartbeat",{}]"#, at: 0)
        #expect(talk.correlator.nextDeadline == .at(30))
        talk.time(29.999)
        #expect(talk.entries.isEmpty)
        talk.time(30)
        let entry = try #require(talk.entries.only)
        #expect(entry.kind == .unanswered)
        #expect(entry.reason == "timeout")
        #expect(entry.datetime == .at(0))
        #expect(talk.correlator.nextDeadline == nil)
    }

    @Test func aLateAnswerIsAnOrphanThatKnowsItsAction() throws {
        var talk = Conversation()
        talk.station(#"[2,"1","Authorize",{"idTag":"A"}]"#, at: 0)
        talk.csms(#"[3,"1",{"idTagInfo":{"status":"Accepted"}}]"#, at: 42)
        #expect(talk.entries.map(\.kind) == [.unanswered, .orphan])
        let orphan = try #require(talk.entries.last)
        #expect(orphan.reason == "late_answer")
        #expect(orphan.action == .authorize)
        #expect(orphan.level == .info)
        #expect(orphan.source == .csms)
        #expect(orphan.answerStatus == "Accepted")
        #expect(orphan.request == nil)
    }

    @Test func asecondAnswerIsAnOrphanToo() {
        var talk = Conversation()
        talk.station(#"[2,"1","Heartbeat",{}]"#, at: 0)
        talk.csms(#"[3,"1",{}]"#, at: 1)
        talk.csms(#"[3,"1",{}]"#, at: 2)
        #expect(talk.entries.map(\.reason) == [nil, "duplicate_answer"])
    }

    @Test func anAnswerToNothingIsAnOrphanWithoutAction() throws {
        var talk = Conversation()
        talk.station(#"[3,"99",{"status":"Accepted"}]"#, at: 0)
        let entry = try #require(talk.entries.only)
        #expect(entry.kind == .orphan)
        #expect(entry.action == nil)
        #expect(entry.reason == "no_open_call")
        #expect(entry.uniqueID == UniqueID("99"))
        #expect(entry.source == .cp)
    }

    @Test func aReusedIdEndsTheEarlierCall() {
        var talk = Conversation()
        talk.station(#"[2,"1","Heartbeat",{}]"#, at: 0)
        talk.station(#"[2,"1","Authorize",{"idTag":"A"}]"#, at: 1)
        talk.csms(#"[3,"1",{"idTagInfo":{"status":"Invalid"}}]"#, at: 2)
        #expect(talk.entries.map(\.reason) == ["id_reused", nil])
        #expect(talk.entries.map(\.action) == [.heartbeat, .authorize])
        #expect(talk.entries.last?.outcome == .rejected)
    }

    @Test func aClosedConnectionEndsWhatIsOpenInOrder() {
        var talk = Conversation()
        talk.station(#"[2,"1","Heartbeat",{}]"#, at: 0)
        talk.csms(#"[2,"2","Reset",{"type":"Hard"}]"#, at: 1)
        talk.close(at: 2)
        #expect(talk.entries.map(\.action) == [.heartbeat, Action("Reset")])
        #expect(talk.entries.allSatisfy { $0.reason == "connection_closed" })
    }

    @Test func aSendHasNoAnswer() throws {
        var talk = Conversation(.v21)
        talk.station(#"[6,"1","NotifyPeriodicEventStream",{"id":3}]"#, at: 0)
        let entry = try #require(talk.entries.only)
        #expect(entry.kind == .send)
        #expect(talk.openCalls.isEmpty)
    }

    @Test func whatIsNoFrameIsKeptAsItCame() throws {
        let text = #"[2,"1","BootNotification","chargePointModel":"a"]"#
        var talk = Conversation()
        talk.station(text, at: 0)
        let entry = try #require(talk.entries.only)
        #expect(entry.kind == .malformed)
        #expect(entry.reason == "not_json")
        #expect(entry.request?.bytes == Array(text.utf8))
        #expect(entry.action == .bootNotification)
        #expect(entry.source == .cp)
    }

    @Test func aFrameThatIsTooLargeKeepsItsBeginningAndItsLength() throws {
        var correlator = Conversation().correlator
        let recordables = correlator.unreadable(
            Array("[2,".utf8), length: 64 << 20, problem: FrameProblem(.tooLarge, at: 3, "over the limit"),
            from: .cp, at: .at(0))
        guard case .completed(let entry, nil)? = recordables.only else {
            Issue.record("no entry")
            return
        }
        #expect(entry.request?.length == 64 << 20)
        #expect(entry.request?.bytes.count == 3)
    }

    @Test func aLateAnswerKnowsTheConnectorAndTheTransactionOfItsRequest() throws {
        var talk = Conversation()
        talk.station(#"[2,"1","StartTransaction",{"connectorId":2,"idTag":"A"}]"#, at: 0)
        talk.csms(#"[3,"1",{"transactionId":7,"idTagInfo":{"status":"Accepted"}}]"#, at: 31)
        talk.station(#"[2,"2","StopTransaction",{"transactionId":7}]"#, at: 40)
        talk.csms(#"[3,"2",{}]"#, at: 71)
        let orphans = talk.entries.filter { $0.kind == .orphan }
        #expect(orphans.map(\.connectorID) == [2, nil])
        #expect(orphans.map(\.transactionID) == ["7", "7"])
    }

    @Test func aClockThatIsSetBackKeepsNoCallOpen() {
        var talk = Conversation()
        talk.station(#"[2,"1","Heartbeat",{}]"#, at: 3_600)
        talk.station(#"[2,"2","Authorize",{"idTag":"A"}]"#, at: 5)
        #expect(talk.correlator.nextDeadline == .at(35))
        talk.time(34.9)
        #expect(talk.entries.isEmpty)
        talk.time(35)
        #expect(talk.entries.map(\.reason) == ["timeout", "timeout"])
    }

    @Test func openCallsAreBoundedByTheirBytesToo() {
        var talk = Conversation()
        let long = String(repeating: "x", count: 1 << 20)
        for number in 0..<20 { talk.station(#"[2,"\#(number)","DataTransfer",{"data":"\#(long)"}]"#, at: 0) }
        #expect(talk.openCalls.count == 7)
        #expect(talk.entries.allSatisfy { $0.reason == "too_many_open" })
        talk.station(#"[2,"20","DataTransfer",{"data":"\#(String(repeating: long, count: 9))"}]"#, at: 0)
        #expect(talk.openCalls.count == 1)
    }

    @Test func openCallsAreBounded() {
        var talk = Conversation()
        for number in 0..<1_000 { talk.station(#"[2,"\#(number)","Heartbeat",{}]"#, at: 0) }
        #expect(talk.entries.count == 1_000 - 256)
        #expect(talk.entries.allSatisfy { $0.reason == "too_many_open" })
        #expect(talk.openCalls.count == 256)
    }

    @Test func manyOpenCallsFindTheirAnswersInAnyOrder() {
        for answered in [Array(0..<200), Array((0..<200).reversed()), (0..<200).map { $0 * 77 % 200 }] {
            var talk = Conversation()
            for number in 0..<200 { talk.station(#"[2,"\#(number)","Heartbeat",{}]"#, at: Double(number) / 100) }
            for number in answered { talk.csms(#"[3,"\#(number)",{}]"#, at: 3) }
            #expect(talk.entries.map(\.uniqueID?.rawValue) == answered.map { "\($0)" })
            #expect(talk.entries.allSatisfy { $0.kind == .exchange })
            #expect(talk.entries.map(\.latency) == answered.map { 3_000_000 - Int64($0) * 10_000 })
            #expect(talk.openCalls.isEmpty)
            #expect(talk.correlator.nextDeadline == nil)
        }
    }

    @Test func aLateAnswerKnowsItsRequestThoughManyOthersWereAnsweredMeanwhile() throws {
        var talk = Conversation()
        talk.station(#"[2,"late","MeterValues",{"connectorId":2,"transactionId":9}]"#, at: 0)
        for number in 0..<1_000 {
            talk.station(#"[2,"\#(number)","Heartbeat",{}]"#, at: 40)
            talk.csms(#"[3,"\#(number)",{}]"#, at: 40)
        }
        talk.csms(#"[3,"late",{}]"#, at: 60)
        let orphan = try #require(talk.entries.last)
        #expect(orphan.reason == "late_answer")
        #expect(orphan.action == .meterValues)
        #expect(orphan.level == .debug)
        #expect(orphan.connectorID == 2)
        #expect(orphan.transactionID == "9")
    }

    @Test func ofTheCallsThatGotNoAnswerTheLastSixteenAreRemembered() {
        var talk = Conversation()
        for number in 0..<20 { talk.station(#"[2,"\#(number)","Heartbeat",{}]"#, at: 0) }
        talk.time(30)
        for number in 0..<20 { talk.csms(#"[3,"\#(number)",{}]"#, at: 31) }
        let orphans = talk.entries.filter { $0.kind == .orphan }
        #expect(
            orphans.map(\.reason) == Array(repeating: "no_open_call", count: 4)
                + Array(repeating: "late_answer", count: 16))
    }

    @Test func whereMessagesAreMissingOpenCallsSayThatTheirAnswerMayBeAmongThem() {
        var talk = Conversation()
        talk.station(#"[2,"1","Heartbeat",{}]"#, at: 0)
        talk.csms(#"[2,"2","Reset",{"type":"Soft"}]"#, at: 20)
        talk.station(#"[2,"3","Heartbeat",{}]"#, at: 21)
        talk.lost(from: 31, to: 33)
        #expect(talk.entries.map(\.reason) == ["timeout", "gap", "gap"])
        #expect(talk.entries.map(\.uniqueID?.rawValue) == ["1", "2", "3"])
        #expect(talk.openCalls.isEmpty)
        talk.csms(#"[3,"3",{}]"#, at: 34)
        #expect(talk.entries.last?.reason == "late_answer")
        talk.csms(#"[3,"4",{}]"#, at: 63)
        #expect(
            talk.entries.last?.detail
                == "its request is among the messages that could not be recorded, or there was none")
        talk.csms(#"[3,"5",{}]"#, at: 64)
        #expect(talk.entries.last?.reason == "no_open_call")
        #expect(talk.entries.last?.detail == "no request with this unique id was open")
    }

    @Test(arguments: [
        (#"{"eventType":"Started","triggerReason":"Authorized"}"#, Level.info),
        (#"{"eventType":"Updated","triggerReason":"MeterValuePeriodic"}"#, .debug),
        (#"{"eventType":"Updated","triggerReason":"MeterValueClock"}"#, .debug),
        (#"{"eventType":"Updated","triggerReason":"ChargingStateChanged"}"#, .info),
        (#"{"eventType":"Ended","triggerReason":"MeterValuePeriodic"}"#, .info),
    ])
    func theLevelOfATransactionEventLooksAtItsContent(_ payload: String, _ level: Level) {
        var talk = Conversation(.v201)
        talk.station(#"[2,"1","TransactionEvent",\#(payload)]"#, at: 0)
        #expect(talk.openCalls.first?.entry.level == level)
    }
}

/// One connection and what it gave to the log.
struct Conversation {
    var correlator: Correlator
    private(set) var entries: [Entry] = []
    private(set) var openCalls: [OpenCall] = []

    init(_ version: OCPPVersion = .v16) {
        correlator = Correlator(
            connection: ConnectionID(rawValue: 1), charger: ChargerID("CP-7"), version: version, timeout: .seconds(30))
    }

    mutating func station(_ text: String, at seconds: Double) {
        take(correlator.received(Array(text.utf8), from: .cp, at: .at(seconds)))
    }

    mutating func csms(_ text: String, at seconds: Double) {
        take(correlator.received(Array(text.utf8), from: .csms, at: .at(seconds)))
    }

    mutating func time(_ seconds: Double) {
        take(correlator.expire(at: .at(seconds)))
    }

    mutating func lost(from first: Double, to last: Double) {
        take(correlator.lost(from: .at(first), to: .at(last)))
    }

    mutating func close(at seconds: Double) {
        take(correlator.closed(at: .at(seconds)))
    }

    private mutating func take(_ recordables: [Recordable]) {
        for recordable in recordables {
            switch recordable {
            case .opened(let call): openCalls.append(call)
            case .completed(let entry, let closes):
                entries.append(entry)
                openCalls.removeAll { $0.key == closes }
            }
        }
    }
}

extension Array {
    /// The element of a list of one; nil otherwise.
    var only: Element? { count == 1 ? first : nil }
}
