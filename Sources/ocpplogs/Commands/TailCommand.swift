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
            New entries are printed in the order in which they were recorded: an exchange when its answer came.

            Examples:
              ocpplogs tail -f
              ocpplogs tail -f 'status:Faulted' --site depot-7
              ocpplogs tail -f --server http://127.0.0.1:8080 --json | jq .action
              ocpplogs tail -f --file frames.log              # as it grows
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Flag(name: [.customShort("f"), .long], help: "Waits for what is recorded from now on; Ctrl-C ends it.")
    var follow = false

    @Option(name: [.customShort("n"), .long], help: "So many entries at the beginning.")
    var limit = 10

    func run() async throws {
        Terminal.ignoreHangUps()
        guard (0...100_000).contains(limit) else { throw CommandFailure.usage("-n is a number from 0 to 100,000") }
        try await Self.run(asked, place, output, TailManner(last: limit, follows: follow))
    }

    /// What was printed so far.
    private struct State {
        var count = 0
        var last: Timestamp?
    }

    /// `ocpplogs search -f` comes here as well.
    static func run(
        _ asked: QuestionOptions, _ place: SourceOptions, _ output: OutputOptions, _ manner: TailManner
    ) async throws {
        try place.check()
        let now = SystemTime.now()
        let zone = asked.tz
        let question = try asked.question(now: now)
        var printer = try output.printer(zone: zone, now: now)
        let state = Mutex(State())
        let watch = InterruptWatch { farewell(state.withLock { $0 }, zone) }
        let print = { (news: TailNews) in
            switch news {
            case .notice(let text): output.manner.say(text)
            case .entries(let entries):
                Terminal.write(printer.bytes(entries.map { .entry($0, isContext: nil) }))
                state.withLock {
                    $0.count += entries.count
                    $0.last = entries.last?.datetime
                }
            }
        }
        if let file = place.file {
            try await FileTail(path: file, question: question, manner: manner).run(print)
        } else {
            let meter = ProgressMeter(zone: zone, isQuiet: output.manner.quiet)
            try await place.open(keeping: question, meter: meter).tail(question, manner, print)
        }
        withExtendedLifetime(watch) {}
        Terminal.write(printer.ending())
    }

    private static func farewell(_ state: State, _ zone: ShownZone) -> String? {
        guard let last = state.last else { return "ocpplogs: stopped; nothing was recorded that matches" }
        return "ocpplogs: stopped after \(Amount.of(state.count, "entry", "entries")); "
            + "--since \(last) begins with the last of them"
    }
}
