import Foundation
import OCPP

/// The clock on the wall of a time zone, which is put forward and back for summer time.
struct LocalClock: Sendable {
    let zone: TimeZone

    private static let second: Int64 = 1_000_000

    /// How far the clock is ahead of UTC, in microseconds.
    func offset(at moment: Timestamp) -> Int64 {
        let date = Date(timeIntervalSince1970: Double(moment.microseconds / Self.second))
        return Int64(zone.secondsFromGMT(for: date)) * Self.second
    }

    /// What the clock shows, as microseconds from its own 1970-01-01T00:00.
    func local(_ moment: Timestamp) -> Int64 { moment.microseconds + offset(at: moment) }

    /// The moment at which the clock shows something: the first of two, and where it is put forward over it the moment
    /// as much later as it is put forward.
    func moment(showing local: Int64) -> Timestamp {
        let day = 86_400 * Self.second
        let before = offset(at: Timestamp(microseconds: local - day))
        let after = offset(at: Timestamp(microseconds: local + day))
        let early = Timestamp(microseconds: local - before)
        guard before != after else { return early }
        let late = Timestamp(microseconds: local - after)
        let isEarly = offset(at: early) == before
        let isLate = offset(at: late) == after
        if isEarly, isLate { return min(early, late) }
        return isLate ? late : early
    }

    /// RFC 3339 with the offset of the zone, to the second: `2026-11-23T11:00:00+01:00`.
    func text(_ moment: Timestamp) -> String {
        let offset = offset(at: moment) / Self.second
        // Before there were time zones clocks went by the sun, to the second: RFC 3339 cannot write that.
        guard offset % 60 == 0 else { return moment.text(fractionDigits: 0) }
        let shown = Timestamp(microseconds: moment.microseconds + offset * Self.second)
        let minutes = abs(offset) / 60
        let digits = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : String($0) }
        return shown.text(fractionDigits: 0).dropLast() + "\(offset < 0 ? "-" : "+")\(digits[0]):\(digits[1])"
    }
}
