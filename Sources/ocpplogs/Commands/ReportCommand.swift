import ArgumentParser
import Insights
import OCPP
import OCPPLog

/// `ocpplogs report`: one charging station, for its maker.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Writes a report on one charging station for its maker: a page of HTML that stands alone.",
        discussion: """
            It has what was found, boots, transactions and messages. Id tags and other personal data are masked, and the page says \
            so. It opens without a network, and prints.

            Examples:
              ocpplogs report --charger DE-7-001 --since 7d > DE-7-001.html
              ocpplogs report --charger DE-7-001 --file charger.log > DE-7-001.html
            """)

    @Option(help: "The charging station.")
    var charger: String

    @Option(help: "From the last 15m, 24h, 7d … on, or since a time in RFC 3339.")
    var since: String?

    @Option(help: "Until that time: 15m, 24h, 7d … ago, or a time in RFC 3339.")
    var until: String?

    @Flag(help: "Id tags and other personal data as they were sent.")
    var unmasked = false

    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions

    func run() async throws {
        Terminal.ignoreHangUps()
        var asked = QuestionOptions()
        (asked.query, asked.since, asked.until, asked.charger, asked.site, asked.tz) = (
            [], since, until, nil, nil, .local
        )
        let from = try asked.question(now: SystemTime.now()).from
        let station = ChargerID(charger)
        let session = try await ReadingSession.open(asked, place, manner) { question in
            var question = question
            question.query = ChargerReport.query(station)
            question.from = from?.advanced(by: .zero - FindingSelection.lookback)
            question.spanFrom = nil
            question.order = .oldestFirst
            return question
        }
        let walk = EntryWalk(session.source, session.question)
        let watch = InterruptWatch { "ocpplogs: stopped; no report was written" }
        var report = ChargerReport(station, from: from, isMasked: !unmasked)
        try await walk.run(limit: nil, meter: session.meter) { for entry in $0 { report.read(entry) } }
        withExtendedLifetime(watch) {}
        guard report.entries > 0 else {
            throw CommandFailure(
                message:
                    "ocpplogs: there is no entry of \(VisibleText.of(charger)) in \(session.source.name) and this stretch of time",
                exitCode: ReadingSession.nothing)
        }
        Terminal.write(report.page(made: SystemTime.now()))
        manner.say("\(Amount.of(report.entries, "entry", "entries")) of \(VisibleText.of(charger))")
        try await session.finish(walk.place)
    }
}
