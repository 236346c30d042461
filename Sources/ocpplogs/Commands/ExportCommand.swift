import ArgumentParser
import LogFormats
import OCPP
import OCPPLog

/// `ocpplogs export`: everything that matches, in a form that other programs read.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes all entries that match to standard output, oldest first.",
        discussion: """
            What it writes as NDJSON comes back without loss by ocpplogs import.

            Examples:
              ocpplogs export 'charger:CP-7' --since 7d > cp-7.ndjson
              ocpplogs export 'tx:42' -o csv > transaction.csv
              ocpplogs export --data old | ocpplogs import --data new -
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The form: \(ExportFormat.all.map(\.name).joined(separator: ", "))."))
    var output = ExportFormat.all.first?.name ?? ""

    @Option(name: [.customShort("n"), .long], help: "At most so many entries. Default: all.")
    var limit: Int?

    @Option(help: "Goes on at a place that an interrupted export named.")
    var after: String?

    @Flag(help: "The newest entry first.")
    var reverse = false

    func run() async throws {
        Terminal.ignoreHangUps()
        if let limit, limit < 1 { throw CommandFailure.usage("-n is a number from 1 on") }
        guard let format = ExportFormat.named(output) else {
            throw CommandFailure.usage(
                "-o is one of \(ExportFormat.all.map(\.name).joined(separator: ", ")), not \"\(VisibleText.of(output))\""
            )
        }
        var question = try asked.question(now: SystemTime.now())
        question.order = reverse ? .newestFirst : .oldestFirst
        question.after = after
        let meter = ProgressMeter(zone: asked.tz, isQuiet: manner.quiet)
        let source = try await place.open(keeping: question, meter: meter)
        let walk = EntryWalk(source, question)
        let zone = asked.tz
        let watch = InterruptWatch {
            ReadingSession.farewell(walk.place, zone, "the same command with")
        }
        let output = ExportOutput(format)
        // What goes on behind an earlier part has its beginning already.
        if after == nil { output.begin() }
        try await walk.runToTheEnd(limit: limit, meter: meter) { output.write($0) }
        output.end()
        withExtendedLifetime(watch) {}
        manner.say("\(Amount.of(walk.place.count, "entry", "entries")) of \(source.name)")
        let session = ReadingSession(
            source: source, question: question, zone: asked.tz, manner: manner, meter: meter)
        try await session.finish(walk.place, failsOnNothing: false)
    }
}
