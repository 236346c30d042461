import OCPP
import TestSupport
import Testing

@testable import ocpplogs

/// Time zones as they are typed.
struct ShownZoneTests {
    @Test(arguments: [
        ("2026-11-23", "2026-11-22T23:00:00Z"), ("2026-07-01T10:00", "2026-07-01T08:00:00Z"),
        ("2026-11-23T10:41:07", "2026-11-23T09:41:07Z"), ("2026-11-23T10:41:07Z", "2026-11-23T10:41:07Z"),
        ("2026-11-23 10:41:07+02:00", "2026-11-23T08:41:07Z"),
    ])
    func aTimeWithoutAZoneIsOfTheZone(_ text: String, _ expected: String) throws {
        let berlin = try #require(ShownZone(argument: "Europe/Berlin"))
        #expect(berlin.moment(text)?.text(fractionDigits: 0) == expected)
    }

    @Test(arguments: ["yesterday", "", "2026-13-01", "10:41", "2026-11-23T25:00"])
    func anythingElseIsNoTime(_ text: String) {
        #expect(PrintedEntry.utc.moment(text) == nil)
    }

    @Test func timesAreShownWithTheirOffset() throws {
        let zone = try #require(ShownZone(argument: "-03:30"))
        #expect(zone.full(.start) == "2026-11-23 06:30:00.000 -03:30")
        #expect(zone.dayAndMinute(.start) == "2026-11-23 06:30")
    }

    @Test func whatIsNoZoneIsRefused() {
        #expect(ShownZone(argument: "Mars") == nil)
    }
}
