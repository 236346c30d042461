import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Capture

/// One CALL at a time: conversations of what leaves and what comes back.
struct OutgoingCallsTests {
    private static let reset = Action("Reset")

    /// The machine as a class, so that what it returns can be expected in one line.
    private final class Calls {
        private var calls: OutgoingCalls

        init() {
            let ids = CountingNumbers()
            calls = OutgoingCalls(timeout: .seconds(30), newUniqueID: { UniqueID("id-\(ids.next())") })
        }

        func offer(_ number: Int, at second: Double = 0) -> [OutgoingCalls.Step]? {
            calls.offer(number, OutgoingCallsTests.reset, payload: "{\"n\":\(number)}", at: .at(second))
        }

        func answer(_ id: String, at second: Double = 0) -> [OutgoingCalls.Step] {
            calls.answered(UniqueID(id), .result([0x7B, 0x7D]), at: .at(second))
        }

        func expire(at second: Double) -> [OutgoingCalls.Step] { calls.expire(at: .at(second)) }
        func closed() -> [OutgoingCalls.Step] { calls.closed() }
        var deadline: Timestamp? { calls.deadline }
    }

    private static func send(_ number: Int, _ id: String) -> OutgoingCalls.Step {
        .send(number, UniqueID(id), reset, payload: "{\"n\":\(number)}")
    }

    private static func done(_ number: Int, after seconds: Double) -> OutgoingCalls.Step {
        .finish(number, .result([0x7B, 0x7D]), latency: .seconds(seconds))
    }

    @Test func theFirstLeavesAtOnceAndTheNextWhenItIsAnswered() {
        let calls = Calls()
        #expect(calls.offer(1) == [Self.send(1, "id-1")])
        #expect(calls.offer(2, at: 1) == [])
        #expect(calls.offer(3, at: 1) == [])
        #expect(calls.answer("id-1", at: 2) == [Self.done(1, after: 2), Self.send(2, "id-2")])
        #expect(calls.answer("id-2", at: 2.5) == [Self.done(2, after: 0.5), Self.send(3, "id-3")])
        #expect(calls.answer("id-3", at: 3) == [Self.done(3, after: 0.5)])
        #expect(calls.deadline == nil)
    }

    @Test func answersToNothingThatIsOutAreIgnored() {
        let calls = Calls()
        #expect(calls.answer("id-1") == [])
        _ = calls.offer(1)
        #expect(calls.answer("another") == [])
        #expect(calls.answer("id-1").count == 1)
        #expect(calls.answer("id-1") == [])
    }

    @Test func oneThatIsNotAnsweredInTimeIsUnansweredAndItsLateAnswerIsIgnored() {
        let calls = Calls()
        _ = calls.offer(1)
        _ = calls.offer(2)
        #expect(calls.deadline == .at(30))
        #expect(calls.expire(at: 29) == [])
        #expect(
            calls.expire(at: 30)
                == [.finish(1, .unanswered(reason: "timeout"), latency: nil), Self.send(2, "id-2")])
        #expect(calls.deadline == .at(60))
        #expect(calls.answer("id-1", at: 31) == [])
        #expect(calls.answer("id-2", at: 31) == [Self.done(2, after: 1)])
    }

    @Test func atTheEndOfTheConnectionAllOfThemEnd() {
        let calls = Calls()
        for number in 1...3 { _ = calls.offer(number) }
        #expect(
            calls.closed() == (1...3).map { .finish($0, .unanswered(reason: "connection_closed"), latency: nil) })
        #expect(calls.closed() == [])
        #expect(calls.deadline == nil)
    }

    @Test func thirtyTwoWaitAndTheNextFindsTheStationBusy() {
        let calls = Calls()
        #expect(calls.offer(0)?.count == 1)
        for number in 1...32 { #expect(calls.offer(number) == []) }
        #expect(calls.offer(33) == nil)
        _ = calls.answer("id-1")
        #expect(calls.offer(33) == [])
    }
}
