import ArgumentParser
import OCPP
import OCPPLog

/// What is asked for: the query and the stretch of time.
struct QuestionOptions: ParsableArguments {
    @Argument(help: "Words and key:value pairs, in single quotes; several values of a key are separated by commas.")
    var query: [String] = []

    @Option(help: "Only entries of the last 15m, 24h, 7d …, or since a time in RFC 3339.")
    var since: String?

    @Option(help: "Only entries before that time: 15m, 24h, 7d … ago, or a time in RFC 3339.")
    var until: String?

    @Option(help: "Only entries of this charging station.")
    var charger: String?

    @Option(help: "Only entries of this site, by id or name.")
    var site: String?

    @Option(help: "The zone in which times are shown and read: local, UTC, +01:00, Europe/Berlin.")
    var tz = ShownZone.local

    /// The question as it was typed.
    /// - Throws: ``CommandFailure`` with a line of carets for a query that cannot be read.
    func question(now: Timestamp) throws -> LogQuestion {
        var question = LogQuestion(query: try QueryText.parse(query.joined(separator: " ")))
        question.from = try tz.moment(since, option: "--since", now: now)
        question.to = try tz.moment(until, option: "--until", now: now)
        question.spanFrom = since.flatMap { TimeSpan($0) }?.description
        question.spanTo = until.flatMap { TimeSpan($0) }?.description
        if let charger { question = question.and(.field(.charger, [.glob(Glob(charger))])) }
        if let site { question = question.and(.field(.site, [.glob(Glob(site))])) }
        return question
    }
}

extension ShownZone {
    /// The moment that an option names: a span before now, or a time; nil where the option is not given.
    func moment(_ text: String?, option: String, now: Timestamp) throws -> Timestamp? {
        guard let text else { return nil }
        if let span = TimeSpan(text) { return now.advanced(by: .zero - span.duration) }
        guard let moment = moment(text) else {
            throw CommandFailure.usage(
                "\(option): \"\(VisibleText.of(text))\" is neither a span (15m, 24h, 7d) nor a time in RFC 3339 "
                    + "(2026-11-23, 2026-11-23T10:41, 2026-11-23T10:41:07Z)")
        }
        return moment
    }
}
