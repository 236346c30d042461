import OCPP

extension Phrase {
    /// A length of time, in microseconds: `41 s`, `12 min`, `1 h 04 min`, `3 d 4 h`; `<1 s` below one.
    static func span(_ microseconds: Int64) -> String {
        let seconds = max(0, microseconds) / 1_000_000
        switch seconds {
        case 0: return "<1 s"
        case ..<60: return "\(seconds) s"
        case ..<3_600: return "\(seconds / 60) min"
        case ..<86_400: return "\(seconds / 3_600) h \(twoDigits(seconds % 3_600 / 60)) min"
        default: return "\(seconds / 86_400) d \(seconds % 86_400 / 3_600) h"
        }
    }

    /// A length of time.
    static func span(_ duration: Duration) -> String { span(duration.wholeMicroseconds) }

    /// Thousands with so many digits behind the point, zeros as well, so that figures of a column stand below one another.
    static func kilo(_ number: Double, _ digits: Int = 3) -> String { fixed(number / 1_000, digits) }

    /// A number with exactly so many digits behind its point.
    static func fixed(_ number: Double, _ digits: Int) -> String {
        guard number.magnitude < 1e12 else { return String(number) }
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = Int64((number.magnitude * scale).rounded())
        let sign = number < 0 && scaled > 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(scaled)" }
        let fraction = String(scaled % Int64(scale) + Int64(scale)).dropFirst()
        return "\(sign)\(scaled / Int64(scale)).\(fraction)"
    }

    /// Digits in groups of three: `1,048,576`.
    static func grouped(_ number: Int) -> String {
        var digits = String(number.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.append(String(digits.suffix(3)))
            digits.removeLast(3)
        }
        return (number < 0 ? "-" : "") + ([digits] + groups.reversed()).joined(separator: ",")
    }

    /// A number in groups with its noun: `12,480 entries`.
    static func tally(_ number: Int, _ noun: String, plural: String? = nil) -> String {
        "\(grouped(number)) \(number == 1 ? noun : plural ?? "\(noun)s")"
    }

    /// A moment to the second in the zone of the page: `2026-11-23 10:00:00`; the offset stands behind it where it is not UTC.
    static func moment(_ moment: Timestamp) -> String {
        let zone = PageZone.shown
        return zone.seconds(moment) + (zone.isUTC ? "" : " \(zone.digits(at: moment))")
    }

    /// The same where nothing beside it names the zone: `2026-11-23 10:00:00 UTC`, `2026-11-23 11:00:00 UTC+01:00`.
    static func stamp(_ moment: Timestamp) -> String {
        let zone = PageZone.shown
        return "\(zone.seconds(moment)) \(zone.offset(at: moment))"
    }

    /// Two of them; their offset stands behind the second where it is the same.
    static func stretch(_ from: Timestamp, _ to: Timestamp) -> String {
        let zone = PageZone.shown
        let isSame = zone.offset(at: from) == zone.offset(at: to)
        return "\(isSame ? zone.seconds(from) : stamp(from)) to \(stamp(to))"
    }

    private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
