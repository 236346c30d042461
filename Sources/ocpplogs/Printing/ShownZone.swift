import ArgumentParser
import Foundation
import OCPP

/// The time zone in which times are shown, and read where they name none: `local`, `UTC`, `+01:00`, `Europe/Berlin`.
struct ShownZone: ExpressibleByArgument, Sendable {
    let zone: TimeZone
    /// As it was typed.
    let defaultValueDescription: String

    /// The zone of the machine.
    static let local = ShownZone(zone: .current, "local")

    init(zone: TimeZone, _ name: String) {
        self.zone = zone
        defaultValueDescription = name
    }

    init?(argument: String) {
        defaultValueDescription = argument
        if argument.lowercased() == "local" {
            zone = .current
        } else if let offset = UTCOffset(argument: argument), let zone = TimeZone(secondsFromGMT: offset.minutes * 60) {
            self.zone = zone
        } else if let zone = TimeZone(identifier: argument) {
            self.zone = zone
        } else {
            return nil
        }
    }

    /// `2026-11-23`
    func day(_ moment: Timestamp) -> String {
        String(text(moment, fractionDigits: 0).prefix(10))
    }

    /// `10:41:07.412`
    func clock(_ moment: Timestamp) -> String {
        String(text(moment, fractionDigits: 3).dropFirst(11).dropLast())
    }

    /// `2026-11-23 10:41`
    func dayAndMinute(_ moment: Timestamp) -> String {
        String(text(moment, fractionDigits: 0).prefix(16)).replacing("T", with: " ")
    }

    /// `2026-11-23 10:41:07.412 +01:00`
    func full(_ moment: Timestamp) -> String {
        let minutes = offset(at: moment) / 60
        let (hours, rest) = (abs(minutes) / 60, abs(minutes) % 60)
        let pad = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return "\(day(moment)) \(clock(moment)) \(minutes < 0 ? "-" : "+")\(pad(hours)):\(pad(rest))"
    }

    /// RFC 3339; where the text names no zone this one is meant. A day alone is its beginning. Nil for anything else.
    func moment(_ text: String) -> Timestamp? {
        let whole = text.utf8.count == 10 ? text + "T00:00:00" : text
        let bytes = Array(whole.utf8)
        if let moment = Timestamp(utf8: bytes.span, offsetMinutes: nil) { return moment }
        guard let asUTC = Timestamp(utf8: bytes.span, offsetMinutes: 0) else { return nil }
        // The offset near that moment, and with it the one at it.
        let near = asUTC.advanced(by: .seconds(-offset(at: asUTC)))
        return asUTC.advanced(by: .seconds(-offset(at: near)))
    }

    private func text(_ moment: Timestamp, fractionDigits: Int) -> String {
        moment.advanced(by: .seconds(offset(at: moment))).text(fractionDigits: fractionDigits)
    }

    /// Seconds east of Greenwich.
    private func offset(at moment: Timestamp) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.microseconds) / 1_000_000))
    }
}
