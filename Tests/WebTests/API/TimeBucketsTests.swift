import Foundation
import OCPP
import Testing

@testable import Web

/// Stretches of time are cut where a clock on the wall shows something round.
struct TimeBucketsTests {
    private static func cut(_ from: String, _ to: String, _ most: Int, _ zone: String = "Europe/Berlin") throws
        -> (step: String, starts: [String])
    {
        let clock = LocalClock(zone: try #require(ZoneName.zone(zone)))
        let from = try #require(Timestamp(from))
        let to = try #require(Timestamp(to))
        let buckets = TimeBuckets(from: from, to: to, most: most, clock: clock)
        return (buckets.step.words, buckets.boundaries.map(clock.text))
    }

    @Test func aDayBeginsAtMidnightOfTheZone() throws {
        let (step, starts) = try Self.cut("2026-11-21T10:00:00Z", "2026-11-23T10:00:00Z", 3)
        #expect(step == "1d")
        #expect(
            starts == [
                "2026-11-21T00:00:00+01:00", "2026-11-22T00:00:00+01:00", "2026-11-23T00:00:00+01:00",
                "2026-11-24T00:00:00+01:00",
            ])
    }

    @Test func aDayHasAnHourLessWhenSummerTimeBegins() throws {
        let (step, starts) = try Self.cut("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 5)
        #expect(step == "6h")
        #expect(
            starts == [
                "2026-03-29T00:00:00+01:00", "2026-03-29T06:00:00+02:00", "2026-03-29T12:00:00+02:00",
                "2026-03-29T18:00:00+02:00", "2026-03-30T00:00:00+02:00",
            ])
    }

    @Test func anHourIsShownTwiceWhenSummerTimeEnds() throws {
        let (step, starts) = try Self.cut("2026-10-24T23:00:00Z", "2026-10-25T02:00:00Z", 3)
        #expect(step == "1h")
        #expect(
            starts == [
                "2026-10-25T01:00:00+02:00", "2026-10-25T02:00:00+02:00", "2026-10-25T02:00:00+01:00",
                "2026-10-25T03:00:00+01:00",
            ])
    }

    @Test func anHourIsLeftOutWhenSummerTimeBegins() throws {
        let (_, starts) = try Self.cut("2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z", 2)
        #expect(starts == ["2026-03-29T01:00:00+01:00", "2026-03-29T03:00:00+02:00", "2026-03-29T04:00:00+02:00"])
    }

    @Test func hoursOfAZoneThatIsHalfAnHourOffBeginThere() throws {
        let (_, starts) = try Self.cut("2026-11-23T10:00:00Z", "2026-11-23T12:00:00Z", 3, "Asia/Kolkata")
        #expect(
            starts == [
                "2026-11-23T15:00:00+05:30", "2026-11-23T16:00:00+05:30", "2026-11-23T17:00:00+05:30",
                "2026-11-23T18:00:00+05:30",
            ])
    }

    @Test func aDayWithoutMidnightBeginsWhenItBegins() throws {
        // In Cairo summer time begins at midnight: that day begins at one.
        let (_, starts) = try Self.cut("2026-04-22T22:00:00Z", "2026-04-25T20:00:00Z", 4, "Africa/Cairo")
        #expect(starts.contains("2026-04-24T01:00:00+03:00"))
        #expect(starts.contains("2026-04-25T00:00:00+03:00"))
    }

    @Test func weeksBeginOnMondayAndMonthsOnTheFirst() throws {
        let weeks = try Self.cut("2026-11-20T10:00:00Z", "2026-12-05T00:00:00Z", 4)
        #expect(weeks.step == "7d" && weeks.starts.first == "2026-11-16T00:00:00+01:00")
        let months = try Self.cut("2025-11-20T10:00:00Z", "2026-11-20T00:00:00Z", 13)
        #expect(months.step == "1mo" && months.starts.first == "2025-11-01T00:00:00+01:00")
        #expect(months.starts.contains("2026-07-01T00:00:00+02:00") && months.starts.count == 14)
    }

    @Test(arguments: [1, 2, 7, 60, 1_000], ["UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns"])
    func thereAreNeverMoreThanWereAskedForAndTheyCoverAll(_ most: Int, _ zone: String) throws {
        let clock = LocalClock(zone: try #require(ZoneName.zone(zone)))
        let from = try #require(Timestamp("2026-02-03T04:05:06.789Z"))
        for seconds in [1, 59, 3_601, 90_000, 1_000_000, 40_000_000, 4_000_000_000] {
            let to = from.advanced(by: .seconds(seconds))
            let boundaries = TimeBuckets(from: from, to: to, most: most, clock: clock).boundaries
            #expect(boundaries == boundaries.sorted() && Set(boundaries).count == boundaries.count)
            let first = try #require(boundaries.first)
            let last = try #require(boundaries.last)
            #expect(first <= from && last >= to)
            // Where nothing coarser is left, one stretch may be cut once.
            #expect(boundaries.count - 1 <= max(most, 2), "\(seconds) s")
        }
    }

    @Test func theWholeOfTimeIsCutAsWell() throws {
        let (step, starts) = try Self.cut("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", 12, "UTC")
        #expect(step == "1000y")
        #expect(starts.count <= 13)
    }
}
