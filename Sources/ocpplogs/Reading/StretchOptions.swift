import ArgumentParser
import OCPP

/// The options that name a stretch of time.
struct StretchOptions: ParsableArguments {
    @Option(help: "Only the last 15m, 24h, 7d …, or since a time in RFC 3339.")
    var since: String?

    @Option(help: "Only before that time: 15m, 24h, 7d … ago, or a time in RFC 3339.")
    var until: String?

    @Option(help: "The zone in which times are shown and read: local, UTC, +01:00, Europe/Berlin.")
    var tz = ShownZone.local

    /// - Throws: ``CommandFailure`` for a time that is none, or a stretch without length.
    func stretch(now: Timestamp) throws -> (from: Timestamp?, to: Timestamp?) {
        let from = try tz.moment(since, option: "--since", now: now)
        let to = try tz.moment(until, option: "--until", now: now)
        if let from, let to, from >= to { throw CommandFailure.usage("--since is not before --until") }
        return (from, to)
    }
}
