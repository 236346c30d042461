import ArgumentParser
import OCPP
import OCPPLog

/// `ocpplogs context`: what happened before and after an entry.
struct ContextCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "context",
        abstract: "Prints what happened before and after an entry, in the order of time.",
        discussion: """
            Examples:
              ocpplogs context 3f09a2c1-1842               # of its charging station
              ocpplogs context 3f09a2c1-1842 -B 50 -A 5
              ocpplogs context 3f09a2c1-1842 -C 100 --scope tx
            """)

    @Argument(help: "The id of an entry, or a unique id.")
    var id: String

    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Surroundings") var context: ContextOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Flag(help: "The newest entry first.")
    var reverse = false

    @Option(help: "The zone in which times are shown: local, UTC, +01:00, Europe/Berlin.")
    var tz = ShownZone.local

    /// So many of both, unless told otherwise.
    private static let usual = 10

    func run() async throws {
        Terminal.ignoreHangUps()
        let meter = ProgressMeter(zone: tz, isQuiet: output.manner.quiet)
        var printer = try output.printer(zone: tz, now: SystemTime.now())
        let source = try await place.open(meter: meter)
        let entries = try await GetCommand.entries(id, in: source)
        guard let entry = entries.first else {
            try await source.endTellingLoss()
            throw CommandFailure(
                message: "ocpplogs: there is no entry \(VisibleText.of(id)) in \(source.name)",
                exitCode: ReadingSession.nothing)
        }
        if entries.count > 1 {
            output.manner.say("\(entries.count) entries have this unique id; this is the newest")
        }
        let isToldHow = context.isWanted || context.aroundCount != nil
        let around = try await source.neighbours(
            of: entry, context.scope, before: isToldHow ? context.before : Self.usual,
            after: isToldHow ? context.after : Self.usual)
        var rows: [EntryPrinter.Row] =
            around.before.map { .entry($0, isContext: true) } + [.entry(entry, isContext: false)]
            + around.after.map { .entry($0, isContext: true) }
        if reverse { rows.reverse() }
        Terminal.write(printer.bytes(rows) + printer.ending())
        try await source.endTellingLoss()
    }
}
