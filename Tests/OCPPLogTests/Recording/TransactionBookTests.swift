import OCPP
import TestSupport
import Testing

@testable import OCPPLog

/// Which connector a message gets that names its transaction only: conversations of one station, as the log holds them.
struct TransactionBookTests {
    private var builder = BatchBuilder(sites: SiteDirectory(), origin: 1, lastSequence: 0, transactions: [])
    private var talk = Conversation()

    /// A request of the station and its answer, nil for none within the timeout.
    private mutating func ask(_ action: String, _ request: String, _ answer: String?, at seconds: Double) {
        talk.station(#"[2,"\#(seconds)","\#(action)",\#(request)]"#, at: seconds)
        guard let answer else { return talk.time(seconds + 30) }
        let isError = answer.hasPrefix("\"")
        talk.csms(#"[\#(isError ? 4 : 3),"\#(seconds)",\#(answer)]"#, at: seconds + 1)
    }

    private mutating func start(_ connector: Int, _ answer: String?, at seconds: Double = 0) {
        ask("StartTransaction", #"{"connectorId":\#(connector),"idTag":"T"}"#, answer, at: seconds)
    }

    private mutating func stop(_ transaction: String, _ answer: String? = "{}", at seconds: Double) {
        ask("StopTransaction", #"{"transactionId":\#(transaction)}"#, answer, at: seconds)
    }

    /// The connectors of all entries of an action; -1 where there is none.
    private mutating func connectors(of action: String) -> [Int] {
        for entry in talk.entries { builder.add(.completed(entry, closes: nil)) }
        return builder.finish().entries.filter { $0.action == Action(action) }.map { $0.connectorID ?? -1 }
    }

    @Test mutating func aStopThatIsRefusedAndSentAgainHasItsConnectorBothTimes() {
        start(2, #"{"transactionId":7,"idTagInfo":{"status":"Accepted"}}"#)
        stop("7", #""InternalError","",{}"#, at: 50)
        stop("7", nil, at: 60)
        stop("7", at: 100)
        #expect(connectors(of: "StopTransaction") == [2, 2, 2])
    }

    @Test mutating func aTransactionWhoseStartIsAnsweredLateIsKnown() {
        start(2, nil)
        talk.csms(#"[3,"0.0",{"transactionId":7,"idTagInfo":{"status":"Accepted"}}]"#, at: 40)
        stop("7", at: 50)
        #expect(connectors(of: "StopTransaction") == [2])
    }

    @Test(arguments: ["0", "-1"])
    mutating func aStartThatIsRefusedWithoutATransactionBeginsNone(_ number: String) {
        start(2, #"{"transactionId":\#(number),"idTagInfo":{"status":"Invalid"}}"#)
        stop(number, at: 50)
        #expect(connectors(of: "StopTransaction") == [-1])
    }

    @Test(arguments: [
        ("0", "Accepted"), ("-1", "Accepted"), ("7", "Invalid"), ("9007199254740993", "Accepted"),
        (#""abc""#, "Accepted"),
    ])
    mutating func anyOtherTransactionRuns(_ number: String, _ status: String) {
        start(2, #"{"transactionId":\#(number),"idTagInfo":{"status":"\#(status)"}}"#)
        stop(number, at: 50)
        #expect(connectors(of: "StopTransaction") == [2])
    }

    @Test mutating func aStartWithoutAnAnswerIsNoTransaction() {
        start(2, nil)
        stop("7", at: 50)
        #expect(connectors(of: "StopTransaction") == [-1])
    }

    @Test mutating func aStationNamesItsTransactionsItselfInTwoPointX() {
        talk = Conversation(.v201)
        func event(_ type: String, _ evse: String) -> String {
            #"{"eventType":"\#(type)","triggerReason":"Trigger","transactionInfo":{"transactionId":"t"}\#(evse)}"#
        }
        ask("TransactionEvent", event("Started", #","evse":{"id":3,"connectorId":2}"#), nil, at: 0)
        ask("TransactionEvent", event("Updated", ""), "{}", at: 50)
        ask("TransactionEvent", event("Ended", ""), nil, at: 60)
        ask("TransactionEvent", event("Ended", ""), #""InternalError","",{}"#, at: 100)
        ask("TransactionEvent", event("Ended", ""), "{}", at: 110)
        ask("TransactionEvent", event("Ended", ""), "{}", at: 120)
        #expect(connectors(of: "TransactionEvent") == [2, 2, 2, 2, 2, -1])
    }

    @Test mutating func whatIsForgottenInTheBatchItBeganInIsNotWritten() async throws {
        for number in 0..<40 {
            start(1, #"{"transactionId":\#(number + 1),"idTagInfo":{"status":"Accepted"}}"#, at: Double(number))
        }
        for entry in talk.entries { builder.add(.completed(entry, closes: nil)) }
        let store = MemoryStore(origin: 1)
        try await store.commit(builder.finish())
        #expect(await store.unfinished().transactions.count == TransactionBook.maximumPerCharger)
    }
}
