import OCPP
import OCPPLog
import Testing

@testable import Capture

@Suite(.timeLimit(.minutes(1)))
struct CallTicketTests {
    @Test func theFirstOutcomeCountsWhetherItComesBeforeOrAfterSomebodyWaits() async throws {
        let early = CallTicket()
        early.sent(as: UniqueID("1"))
        early.finish(.result([1]), latency: .seconds(1))
        early.finish(.waiting)
        early.fail(.isClosing)
        let first = try await early.outcome().get()
        #expect(first == SentCall(uniqueID: UniqueID("1"), outcome: .result([1]), latency: .seconds(1)))
        let late = CallTicket()
        async let waiting = late.outcome()
        late.fail(.isClosing)
        late.finish(.result([1]))
        let second = await waiting
        #expect(second == .failure(.isClosing))
    }

    @Test func cancellingWhoWaitsEndsTheWaitingAndWhatComesLaterIsDropped() async throws {
        let ticket = CallTicket()
        let task = Task { await ticket.outcome() }
        task.cancel()
        let outcome = try await task.value.get()
        #expect(outcome == SentCall(uniqueID: nil, outcome: .waiting))
        ticket.finish(.result([1]))
    }

    /// A continuation that is resumed twice traps, and one that is never resumed hangs.
    @Test func manyWhoEndItAtOnceResumeOnce() async {
        for _ in 0..<200 {
            let ticket = CallTicket()
            await withTaskGroup { group in
                group.addTask { _ = await ticket.outcome() }
                for number in 0..<4 {
                    group.addTask { ticket.finish(.unanswered(reason: "\(number)")) }
                }
                group.addTask { ticket.stopWaiting() }
            }
        }
    }
}
