import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Insights

/// What is counted entry by entry.
struct TallyTests {
    @Test func percentilesAreWithinThreePercent() throws {
        var tally = LatencyTally()
        for value in 1...100_000 as ClosedRange<Int64> { tally.add(value * 37) }
        for percent in [1, 50, 95, 99, 99.9] {
            let told = Double(try #require(tally.percentile(percent)))
            let exact = percent / 100 * 100_000 * 37
            #expect(abs(told - exact) <= exact * 0.03)
        }
        #expect(tally.percentile(100) == 3_700_000)
        #expect(tally.longest == 3_700_000 && tally.count == 100_000)
    }

    @Test func smallValuesAreExact() {
        var tally = LatencyTally()
        for value in [0, 1, 5, 63] as [Int64] { tally.add(value) }
        #expect([25, 50, 75, 100].map { tally.percentile($0) } == [0, 1, 5, 63])
        #expect(LatencyTally().percentile(50) == nil)
    }

    @Test func theLargestValuesHaveACell() {
        var tally = LatencyTally()
        tally.add(.max)
        #expect(tally.percentile(50) ?? 0 > Int64.max / 100 * 97)
    }

    @Test func errorsAreGroupedByActionAndCodes() {
        var talk = Conversation()
        let fault =
            "{\"connectorId\":1,\"status\":\"Faulted\",\"errorCode\":\"GroundFailure\",\"vendorErrorCode\":\"CX002\"}"
        for _ in 0..<3 { talk.charger("StatusNotification", fault) }
        talk.charger = "other"
        talk.charger("Heartbeat", answer: nil)
        talk.wait(60)
        var tally = ErrorTally()
        for entry in talk.entries { tally.add(entry) }
        let rows = tally.rows
        #expect(rows.map(\.count) == [3, 1])
        #expect(rows.map(\.codes) == [["GroundFailure", "CX002"], ["no answer"]])
        #expect(rows[0].first == .at(0) && rows[0].last == .at(2) && rows[0].chargers.count == 1)
    }
}
