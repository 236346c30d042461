import ArgumentParser
import OCPP
import OCPPLog

/// `ocpplogs search`: finds entries and prints them, with what surrounds them.
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Finds entries of the log, newest first.",
        discussion: """
            Put the query in single quotes. A query that begins with - stands behind --, or is written with NOT.

            Examples:
              ocpplogs search 'status:Faulted charger:DE-7-*' --since 24h
              ocpplogs search 'action:Authorize,StartTransaction 04A2' --json
              ocpplogs search kind:unanswered -C 3          # and what surrounds each
              ocpplogs search 'error:*' -o table --fields datetime,charger_id,error_code
              ocpplogs search GroundFailure --file export.ndjson.gz  # without a server
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Surroundings") var context: ContextOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Option(name: [.customShort("n"), .long], help: "At most so many entries.")
    var limit = 100

    @Option(help: "Goes on at a place that an earlier search ended with.")
    var after: String?

    @Flag(help: "The oldest entry first.")
    var reverse = false

    @Flag(name: [.customShort("f"), .long], help: "Waits for what is recorded from now on, as ocpplogs tail -f does.")
    var follow = false

    @Flag(name: .customShort("e"), help: "Ends with exit code 1 when nothing was found.")
    var failsOnNothing = false

    func run() async throws {
        Terminal.ignoreHangUps()
        guard limit > 0 else { throw CommandFailure.usage("-n is a number from 1 on") }
        if follow {
            guard !reverse, after == nil else {
                throw CommandFailure.usage("-f goes without --after and --reverse")
            }
            return try await TailCommand.run(
                asked, place, context, output, TailManner(last: min(limit, 10), follows: true))
        }
        var printer = try output.printer(zone: asked.tz, now: SystemTime.now())
        let showsFindings = try output.showsFindings()
        let namesFindings = try output.namesFindings()
        let session = try await ReadingSession.open(asked, place, output.manner, keepsAll: context.isWanted) {
            var question = $0
            question.order = reverse ? .oldestFirst : .newestFirst
            question.after = after
            question.showsFindings = showsFindings
            question.namesFindings = namesFindings
            return question
        }
        let found =
            context.isWanted
            ? try await printWithContext(session, &printer)
            : try await session.print(&printer, limit: limit, command: "the same command with")
        await notice(found, session)
        try await session.finish(found, failsOnNothing: failsOnNothing)
    }

    /// Matches are collected first, so that one which stands in the surroundings of another is known as a match.
    private func printWithContext(
        _ session: ReadingSession, _ printer: inout EntryPrinter
    ) async throws -> EntryWalk.Place {
        let walk = EntryWalk(session.source, session.question)
        let watch = InterruptWatch { "ocpplogs: stopped" }
        var matches: [Entry] = []
        try await walk.run(limit: limit, meter: session.meter) { matches += $0 }
        var groups = ContextGroups(matches: matches, order: session.question.order)
        for match in matches {
            let around = try await session.source.neighbours(
                of: match, context.scope, before: context.before + 1, after: context.after + 1)
            Terminal.write(
                printer.bytes(groups.rows(for: match, around: around, before: context.before, after: context.after)))
        }
        withExtendedLifetime(watch) {}
        Terminal.write(printer.ending())
        return walk.place
    }

    private func notice(_ found: EntryWalk.Place, _ session: ReadingSession) async {
        guard !output.manner.quiet else { return }
        guard found.count > 0 else { return session.manner.say("nothing found in \(session.source.name)") }
        guard let next = found.next else { return }
        // With an earlier place behind it, the entries before that are none of those that are shown.
        let total = after == nil ? await session.total() : nil
        let which = reverse ? "oldest" : "newest"
        let shown =
            total.map { "showing \(Amount.grouped(found.count)) of \(Amount.grouped($0))" }
            ?? "showing the \(which) \(Amount.grouped(found.count))"
        session.manner.say("\(shown); more: -n \(limit * 10), or go on with --after \(next)")
    }
}
