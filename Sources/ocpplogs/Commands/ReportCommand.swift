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

    @OptionGroup(title: "What") var asked: QuestionOptions

    @Flag(help: "Id tags and other personal data as they were sent.")
    var unmasked = false

    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions

    func run() async throws {
        Terminal.ignoreHangUps()
        guard let charger = asked.charger else {
            throw CommandFailure.usage("a report is about one charging station: --charger DE-7-001")
        }
        guard asked.query.isEmpty else { throw CommandFailure.usage("a report has all messages; it takes no query") }
        let from = try asked.question(now: SystemTime.now()).from
        let station = ChargerID(charger)
        let session = try await ReadingSession.openForInsights(
            asked, place, manner, query: ChargerReport.query(station),
            from: from?.advanced(by: .zero - FindingSelection.lookback))
        let walk = EntryWalk(session.source, session.question)
        let watch = InterruptWatch { "ocpplogs: stopped; no report was written" }
        var report = ChargerReport(station, from: from, isMasked: !unmasked)
        try await walk.readAll(meter: session.meter) { for entry in $0 { report.read(entry) } }
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
