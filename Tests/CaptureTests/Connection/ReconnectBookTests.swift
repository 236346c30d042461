import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Capture

struct ReconnectBookTests {
    /// The numbers of those connections that are news, when a station connects at these seconds.
    private static func news(_ seconds: [Double], capacity: Int = 10) -> [Int] {
        var book = ReconnectBook(capacity: capacity)
        return seconds.enumerated().compactMap { index, second in
            book.opened(ChargerID("CP1"), at: .at(second)) == nil ? nil : index + 1
        }
    }

    @Test func theFifthConnectionWithinTenMinutesIsNewsAndThenEachDoubling() {
        #expect(Self.news((0..<100).map { Double($0) }) == [5, 10, 20, 40, 80])
        #expect(Self.news([0, 100, 200, 300, 600]) == [5])
        #expect(Self.news([0, 100, 200, 300, 601]).isEmpty)
    }

    @Test func aLoopThatEndedAndBeginsAnewIsNewsAgain() {
        #expect(Self.news((0..<6).map { Double($0) } + [3_600, 3_601, 3_602, 3_603, 3_604]) == [5, 11])
    }

    @Test func aSlowLoopIsFollowedForHours() {
        // One connection every two minutes: five of them are always within ten minutes.
        #expect(Self.news((0..<100).map { Double($0) * 120 }) == [5, 10, 20, 40, 80])
    }

    @Test func aClockThatIsSetBackLosesNothingButTheLoop() {
        #expect(Self.news([1_000, 1_001, 1_002, 1_003, 0, 1, 2, 3, 4]) == [9])
    }

    @Test func theNewsSaysHowLongAndHowTheLastOneEnded() {
        var book = ReconnectBook()
        for second in 0..<4 {
            _ = book.opened(ChargerID("CP1"), at: .at(Double(second) * 10))
            let end = ConnectionEnd(cause: .charger, code: 1000, reason: "bye")
            book.closed(ChargerID("CP1"), end, lived: .milliseconds(412))
        }
        let loop = book.opened(ChargerID("CP1"), at: .at(125))
        #expect(
            loop?.sentence
                == "5 connections within 2 min 5 s; the last one was closed by the charging station with code 1000 after 0.412 s"
        )
    }

    @Test func stationsAreCountedApartAndTheBookHasABound() {
        var book = ReconnectBook(capacity: 3)
        for round in 0..<4 {
            for charger in 0..<3 { _ = book.opened(ChargerID("CP\(charger)"), at: .at(Double(round))) }
        }
        for _ in 0..<10 {
            let stranger = book.opened(ChargerID("X"), at: .at(5))
            #expect(stranger == nil)
        }
        let known = book.opened(ChargerID("CP0"), at: .at(6))
        #expect(known?.connections == 5)
        // Later there is room again.
        for second in 0..<5 {
            let late = book.opened(ChargerID("X"), at: .at(2_000 + Double(second)))
            #expect((late != nil) == (second == 4))
        }
    }

    @Test func anotherOpenConnectionOfAStationIsKnown() {
        var book = ConnectionBook()
        let (charger, end) = (ChargerID("CP1"), ConnectionEnd(cause: .charger, reason: ""))
        let (first, second) = (ConnectionID(rawValue: 1), ConnectionID(rawValue: 2))
        let alone = book.opened(charger, first, at: .at(1))
        let beside = book.opened(charger, second, at: .at(2))
        book.closed(charger, first, end, at: .at(3))
        book.closed(charger, ConnectionID(rawValue: 9), end, at: .at(3))
        let third = book.opened(charger, ConnectionID(rawValue: 3), at: .at(4))
        #expect([alone, beside, third].map(\.otherSince) == [nil, .at(1), .at(2)])
    }
}
