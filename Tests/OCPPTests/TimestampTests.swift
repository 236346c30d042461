import Foundation
import OCPP
import TestSupport
import Testing

struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-23T10:41:07.412Z", 1_795_430_467_412_000),
        ("2026-11-23T11:41:07.412+01:00", 1_795_430_467_412_000), ("2026-11-23 10:41:07", 1_795_430_467_000_000),
        ("2026-11-23T10:41:07.4123456789Z", 1_795_430_467_412_345), ("1969-12-31T23:59:59.5Z", -500_000),
        ("2024-02-29T00:00:00Z", 1_709_164_800_000_000), ("2026-11-23T10:41:07-0530", 1_795_450_267_000_000),
    ])
    func timesAreReadAsStationsWriteThem(_ text: String, _ microseconds: Int64) {
        #expect(Timestamp(text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2026", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23T10:41:07.Z",
        "2026-11-23T10:41:07Zx", "10:41:07", "2026-11-23T10:41:07+1", "２026-11-23T10:41:07Z",
    ])
    func whatIsNoTimeIsNotRead(_ text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func timesArePrintedInRFC3339() {
        let moment = Timestamp(microseconds: 1_795_430_467_412_003)
        #expect(moment.description == "2026-11-23T10:41:07.412003Z")
        #expect(moment.text(fractionDigits: 3) == "2026-11-23T10:41:07.412Z")
        #expect(moment.text(fractionDigits: 0) == "2026-11-23T10:41:07Z")
    }

    @Test(arguments: [
        (-62_135_596_800_000_000, "0001-01-01T00:00:00.000000Z"),
        (-62_167_219_200_000_000, "0000-01-01T00:00:00.000000Z"),
        (253_402_300_799_000_009, "9999-12-31T23:59:59.000009Z"),
        (253_402_300_800_000_000, "10000-01-01T00:00:00.000000Z"),
    ])
    func yearsOfAnyLengthArePrinted(_ microseconds: Int64, _ text: String) {
        #expect(Timestamp(microseconds: microseconds).description == text)
    }

    @Test func printingAndReadingAreInverse() {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<5_000 {
            let moment = Timestamp(
                microseconds: .random(in: -60_000_000_000_000_000...200_000_000_000_000_000, using: &random))
            #expect(Timestamp(moment.description) == moment)
        }
    }

    @Test func theCalendarAgreesWithFoundation() {
        var random = SeededGenerator(seed: 3)
        let formatter = Date.ISO8601FormatStyle()
        for _ in 0..<2_000 {
            let seconds = Int64.random(in: 0...4_102_444_800, using: &random)
            let text = Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(formatter)
            #expect(Timestamp(microseconds: seconds * 1_000_000).text(fractionDigits: 0) == text)
        }
    }

    @Test func theEndsOfTheRangeHold() {
        #expect(Timestamp(microseconds: .max).advanced(by: .seconds(1)).microseconds == .max)
        #expect(Timestamp(microseconds: .min).advanced(by: .seconds(-1)).microseconds == .min)
    }
}
