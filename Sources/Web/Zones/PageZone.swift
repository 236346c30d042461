import Foundation
import OCPP

/// The time zone that a page shows its times in, and in which its fields are read.
struct PageZone: Sendable, Hashable {
    /// The IANA name.
    let name: String
    private let zone: TimeZone

    static let utc = PageZone(name: "UTC", zone: .gmt)
    /// That of the page which is being made.
    static var shown: PageZone { PageView.current.zone }
    /// The name of the parameter that names it in addresses.
    static let parameter = "tz"
    /// The name of the one that says which zone the fields of a form were written in.
    static let written = "in"

    private init(name: String, zone: TimeZone) {
        self.name = name
        self.zone = zone
    }

    /// Nil when there is no such zone.
    init?(_ name: String) {
        guard let zone = ZoneName.zone(name) else { return nil }
        self.init(name: name, zone: zone)
    }

    /// The zone of a parameter; nil where it is left out.
    static func of(_ name: String, _ parameters: QueryString) throws(WebProblem) -> PageZone? {
        guard let text = parameters[name], !text.isEmpty else { return nil }
        guard let zone = PageZone(text) else {
            throw .badParameter(name, "\"\(name)\" is the name of a time zone, such as Europe/Berlin or UTC.")
        }
        return zone
    }

    /// The clock on the wall of the zone.
    var clock: LocalClock { LocalClock(zone: zone) }

    /// Whether it is UTC by its name: its offset needs no digits.
    var isUTC: Bool { name == Self.utc.name }

    /// How far the clock is ahead of UTC at a moment: `UTC+01:00`; `UTC` where it is not.
    func offset(at moment: Timestamp) -> String {
        "UTC\(isUTC ? "" : digits(at: moment))"
    }

    /// The same without the word: `+01:00`.
    func digits(at moment: Timestamp) -> String {
        let seconds = clock.offset(at: moment) / 1_000_000
        let minutes = seconds.magnitude / 60
        let parts = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(seconds < 0 ? "-" : "+")\(parts[0]):\(parts[1])"
    }

    /// What calendar and clock show, to so many digits of a second.
    func parts(of moment: Timestamp, digits: Int) -> (date: String, clock: String) {
        let text = Timestamp(microseconds: clock.local(moment)).text(fractionDigits: digits)
        return (String(text.prefix(10)), String(text.dropFirst(11).dropLast()))
    }

    /// `2026-11-23 10:00:00`
    func seconds(_ moment: Timestamp) -> String {
        let parts = parts(of: moment, digits: 0)
        return "\(parts.date) \(parts.clock)"
    }

    /// `2026-11-23 10:00:00.123`: as many digits as the moment has.
    func precise(_ moment: Timestamp) -> String {
        let text = Timestamp(microseconds: clock.local(moment)).description
        return String(text.dropLast()).replacing("T", with: " ")
    }

    /// How far the clock is ahead from one moment to another: `UTC+01:00`, `UTC+02:00, then UTC+01:00`.
    func offsets(from: Timestamp, to: Timestamp) -> String {
        let (first, last) = (offset(at: from), offset(at: to))
        return first == last ? first : "\(first), then \(last)"
    }

    /// `2026-11-23 10:00`, with seconds where they say more.
    func words(_ moment: Timestamp) -> String {
        let parts = parts(of: moment, digits: 0)
        return "\(parts.date) \(parts.clock.hasSuffix(":00") ? String(parts.clock.dropLast(3)) : parts.clock)"
    }

    /// The value of a field for date and time: the second that has begun.
    func field(_ moment: Timestamp) -> String {
        let parts = parts(of: moment, digits: 0)
        return "\(parts.date)T\(parts.clock)"
    }

    /// The moment that a field means, whose value names no zone; nil when it does, or is no time at all.
    func moment(ofField text: String) -> Timestamp? {
        guard !text.contains(/[Zz+ ]|-\d\d:?\d\d$/), let local = Timestamp(text) else { return nil }
        return clock.moment(showing: local.microseconds)
    }
}
