import ArgumentParser
import OCPP
import OCPPLog
import Synchronization

/// `ocpplogs tail`: the newest entries, and what comes after them.
struct TailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Prints the newest entries, the newest last, and with -f what comes after them.",
        discussion: """
            New entries are printed in the order in which they were recorded: an exchange when its answer came. With -A, -B \
            or -C what surrounds a match is printed too: what came before it at once, what comes after it as it does.

            Examples:
              ocpplogs tail -f
              ocpplogs tail -f 'status:Faulted' --site depot-7
              ocpplogs tail -f 'error:*' -B 3 -A 2            # and what surrounds each
              ocpplogs tail -f --server http://127.0.0.1:8080 --json | jq .action
              ocpplogs tail -f --file frames.log              # as it grows
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Surroundings") var context: ContextOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Flag(name: [.customShort("f"), .long], help: "Waits for what is recorded from now on; Ctrl-C ends it.")
    var follow = false

    @Option(name: [.customShort("n"), .long], help: "So many entries at the beginning.")
    var limit = 10

    func run() async throws {
        Terminal.ignoreHangUps()
        guard (0...100_000).contains(limit) else { throw CommandFailure.usage("-n is a number from 0 to 100,000") }
        try await Self.run(asked, place, context, output, TailManner(last: limit, follows: follow))
    }

    /// What was printed so far.
    private struct State {
        var count = 0
        var last: Timestamp?

        mutating func add(_ rows: [EntryPrinter.Row]) {
            for case .entry(let entry, let isContext) in rows where isContext != true {
                count += 1
                last = entry.datetime
            }
        }
    }

    /// `ocpplogs search -f` comes here as well.
    static func run(
        _ asked: QuestionOptions, _ place: SourceOptions, _ context: ContextOptions, _ output: OutputOptions,
        _ manner: TailManner
    ) async throws {
        try place.check()
        let now = SystemTime.now()
        let zone = asked.tz
        var question = try asked.question(now: now)
        question.showsFindings = try output.showsFindings()
        var printer = try output.printer(zone: zone, now: now)
        let state = Mutex(State())
        let watch = InterruptWatch { farewell(state.withLock { $0 }, zone) }
        let print = { (rows: [EntryPrinter.Row]) in
            guard !rows.isEmpty else { return }
            Terminal.write(printer.bytes(rows))
            state.withLock { $0.add(rows) }
        }
        let meter = ProgressMeter(zone: zone, isQuiet: output.manner.quiet)
        let loss: String?
        if context.isWanted {
            loss = try await follow(question, place, context, manner, meter, print, output.manner.say)
        } else {
            loss = try await follow(question, place, manner, meter) { news in
                switch news {
                case .caughtUp: return
                case .notice(let text): output.manner.say(text)
                case .entries(let entries): print(entries.map { .entry($0, isContext: nil) })
                }
            }
        }
        withExtendedLifetime(watch) {}
        Terminal.write(printer.ending())
        guard let loss else { return }
        Terminal.printError(loss)
        throw CommandFailure.silent(ReadingSession.partial)
    }

    /// - Returns: what could not be read, as a sentence.
    private static func follow(
        _ question: LogQuestion, _ place: SourceOptions, _ manner: TailManner, _ meter: ProgressMeter,
        _ handle: (TailNews) async throws -> Void
    ) async throws -> String? {
        if let file = place.file {
            return try await FileTail(path: file, question: question, manner: manner, zone: meter.zone).run(handle)
        }
        try await place.open(keeping: question, meter: meter).tail(question, manner, handle)
        return nil
    }

    /// With what surrounds the matches.
    private static func follow(
        _ question: LogQuestion, _ place: SourceOptions, _ context: ContextOptions, _ manner: TailManner,
        _ meter: ProgressMeter, _ print: ([EntryPrinter.Row]) -> Void, _ say: (String) -> Void
    ) async throws -> String? {
        guard manner.last <= ContextOptions.most else {
            throw CommandFailure.usage("with -A, -B or -C, -n is a number from 0 to \(ContextOptions.most)")
        }
        if place.server != nil { try context.scope.checkOnServer() }
        let source = place.file == nil ? try await place.open(meter: meter) : nil
        let surroundings = TailSurroundings(scope: context.scope, before: context.before, after: context.after)
        var tail = SurroundedTail(question, surroundings, last: manner.last, source: source)
        let followed = tail.followed
        let handle = { (news: TailNews) async throws in
            if case .notice(let text) = news { say(text) }
            print(try await tail.rows(news))
            if let loss = tail.loss() { say(loss) }
        }
        guard let source else {
            let file = FileTail(
                path: place.file ?? "-", question: followed, manner: manner, zone: meter.zone, handsAllOut: true)
            return try await file.run(handle)
        }
        var manner = manner
        manner.last = 0
        try await source.tail(followed, manner, handle)
        return nil
    }

    private static func farewell(_ state: State, _ zone: ShownZone) -> String? {
        guard let last = state.last else { return "ocpplogs: stopped; nothing was recorded that matches" }
        return "ocpplogs: stopped after \(Amount.of(state.count, "entry", "entries")); "
            + "--since \(last) begins with the last of them"
    }
}
