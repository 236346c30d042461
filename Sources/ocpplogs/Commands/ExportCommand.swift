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
            The forms:
            \(forms)

            Examples:
              ocpplogs export 'charger:CP-7' --since 7d > cp-7.ndjson
              ocpplogs export 'tx:42' -o csv > transaction.csv
              ocpplogs export 'charger:CP-7' --since 1h -o html > report.html
              ocpplogs export 'is:error' --since 15m -o markdown
              ocpplogs export --data old | ocpplogs import --data new -
            """)

    /// A line for each form.
    private static var forms: String {
        let width = ExportFormat.all.map(\.name.count).max() ?? 0
        return ExportFormat.all.map { "  \($0.name.padded(to: width))  \($0.about)" }.joined(separator: "\n")
    }

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The form: \(ExportFormat.all.map(\.name).joined(separator: ", "))."),
        completion: .list(ExportFormat.all.map(\.name)))
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
        let now = SystemTime.now()
        var question = try asked.question(now: now)
        question.order = reverse ? .newestFirst : .oldestFirst
        if let order = format.order, order != question.order {
            throw CommandFailure.usage("-o \(format.name) is written in the order of time: it goes without --reverse")
        }
        question.after = after
        question.showsFindings = format.name == "ndjson"
        let meter = ProgressMeter(zone: asked.tz, isQuiet: manner.quiet)
        let source = try await place.open(keeping: question, meter: meter)
        let walk = EntryWalk(source, question)
        let zone = asked.tz
        let watch = InterruptWatch {
            ReadingSession.farewell(walk.place, zone, "the same command with")
        }
        let subject = ExportSubject(
            question.query, from: question.from, to: question.to, moment: now,
            program: ProgramName(version: ProgramVersion.text))
        let output = ExportOutput(format.newWriter(subject))
        // What goes on behind an earlier part has its beginning already, where the two become one.
        if after == nil || !format.isJoinable { output.begin() }
        try await walk.runToTheEnd(limit: limit, meter: meter) { output.write($0) }
        output.end()
        withExtendedLifetime(watch) {}
        manner.say("\(Amount.of(walk.place.count, "entry", "entries")) of \(source.name)")
        if let omission = output.omission { manner.say("not in it: \(VisibleText.of(omission.sentence))") }
        let session = ReadingSession(
            source: source, question: question, zone: asked.tz, manner: manner, meter: meter)
        try await session.finish(walk.place, failsOnNothing: false)
    }
}
