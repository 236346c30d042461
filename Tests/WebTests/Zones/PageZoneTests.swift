import OCPP
import TestSupport
import Testing

@testable import Web

/// Times of a page in other zones than UTC.
struct PageZoneTests {
    private func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    @Test(arguments: [
        ("UTC", "2026-11-23T10:00:00Z", "UTC", "2026-11-23 10:00"),
        ("Europe/Berlin", "2026-11-23T10:00:00Z", "UTC+01:00", "2026-11-23 11:00"),
        ("Europe/Berlin", "2026-07-01T22:30:15Z", "UTC+02:00", "2026-07-02 00:30:15"),
        ("America/New_York", "2026-11-23T02:00:00Z", "UTC-05:00", "2026-11-22 21:00"),
        ("Asia/Kolkata", "2026-11-23T10:00:00Z", "UTC+05:30", "2026-11-23 15:30"),
    ])
    func aMomentIsShownWithItsOffset(_ name: String, _ text: String, _ offset: String, _ words: String) throws {
        let zone = try #require(PageZone(name))
        #expect(zone.offset(at: try moment(text)) == offset)
        #expect(zone.words(try moment(text)) == words)
    }

    @Test(
        arguments: [
            ("Europe/Berlin", "2026-11-23T10:00", "2026-11-23T09:00:00Z"),
            ("Europe/Berlin", "2026-07-01T00:30:15", "2026-06-30T22:30:15Z"),
            ("UTC", "2026-11-23T10:00", "2026-11-23T10:00:00Z"),
            ("Europe/Berlin", "2026-11-23T10:00:00Z", nil), ("Europe/Berlin", "2026-11-23T10:00:00+02:00", nil),
            ("Europe/Berlin", "2026-11-23T10:00:00-02:00", nil), ("Europe/Berlin", "yesterday", nil),
        ] as [(String, String, String?)])
    func aFieldWithoutAZoneIsReadInTheZoneOfThePage(_ name: String, _ text: String, _ expected: String?) throws {
        let zone = try #require(PageZone(name))
        #expect(zone.moment(ofField: text) == expected.flatMap { Timestamp($0) })
    }

    @Test(arguments: [
        ("2026-11-22", "Sunday, 22 November 2026"), ("1970-01-01", "Thursday, 1 January 1970"),
        ("1969-12-31", "Wednesday, 31 December 1969"), ("2028-02-29", "Tuesday, 29 February 2028"), ("?", "?"),
    ])
    func aDayHasItsName(_ date: String, _ words: String) {
        #expect(CalendarDay(date).words == words)
    }
}
