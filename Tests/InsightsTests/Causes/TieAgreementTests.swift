import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Insights

/// What the page of a call says is what the page of the message says: in conversations as the dice have them.
struct TieAgreementTests {
    @Test(arguments: 0..<60)
    func thePagesOfACallAndOfItsMessageAgree(_ seed: Int) async throws {
        var dice = Dice(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
        let pairs = TiePair.all + Self.more
        let message = try #require(pairs.randomElement(using: &dice)).message
        let those = pairs.filter { $0.message == message }
        var talk = Conversation()
        for _ in 0..<20 {
            let pair = try #require(those.randomElement(using: &dice))
            if Bool.random(using: &dice) { talk.ask(pair, answer: pair.answer) } else { talk.send(pair) }
            talk.now += [0, 0, 20, 100].randomElement(using: &dice) ?? 0
        }
        // The nearest of many entries say nothing wrong either, though they may not say all.
        for limit in [50, 4] {
            var calls: [Int: Int] = [:]
            for index in talk.entries.indices where talk.entries[index].source == .cp {
                calls[index] = try await talk.answer(for: index, limit: limit).map { talk.place(of: $0.entry) }
            }
            for index in talk.entries.indices where talk.entries[index].source == .csms {
                let told = try await talk.answer(for: index, limit: limit).map { talk.place(of: $0.entry) }
                if let told { #expect(calls[told] == index, "the message says another call") }
                if limit == 50 { #expect((told != nil) == calls.values.contains(index), "the call says nothing") }
            }
        }
    }

    /// Rivals of the pairs of the table: other connectors, other ids, messages that name none.
    private static let more = [
        TiePair(
            .v16, "ChangeAvailability", #"{"connectorId":1,"type":"Inoperative"}"#, "StatusNotification",
            #"{"connectorId":1,"errorCode":"NoError","status":"Unavailable"}"#),
        TiePair(
            .v16, "TriggerMessage", #"{"requestedMessage":"StatusNotification","connectorId":2}"#,
            "StatusNotification", #"{"connectorId":2,"errorCode":"NoError","status":"Unavailable"}"#),
        TiePair(
            .v16, "ExtendedTriggerMessage", #"{"requestedMessage":"StatusNotification"}"#, "StatusNotification",
            #"{"connectorId":1,"errorCode":"NoError","status":"Charging"}"#),
        TiePair(.v201, "GetReport", #"{"requestId":8}"#, "NotifyReport", #"{"requestId":8,"seqNo":0}"#),
        TiePair(.v201, "Reset", #"{"type":"OnIdle"}"#, "BootNotification", #"{"reason":"Watchdog"}"#),
        TiePair(
            .v16, "RemoteStartTransaction", #"{"idTag":"04A2","connectorId":1}"#, "StartTransaction",
            #"{"connectorId":1,"idTag":"04A2"}"#),
        TiePair(
            .v201, "TriggerMessage", #"{"requestedMessage":"LogStatusNotification"}"#, "LogStatusNotification",
            #"{"status":"Uploading","requestId":7}"#),
        TiePair(
            .v201, "RequestStopTransaction", #"{"transactionId":"T"}"#, "TransactionEvent",
            #"{"triggerReason":"RemoteStop","transactionInfo":{"transactionId":"T","remoteStartId":9}}"#),
    ]
}

/// Throws that come again in the same order.
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
