import ArgumentParser
import Insights
import OCPP
import OCPPLog

/// `ocpplogs configuration`: what a charging station is set to, and what was changed.
struct ConfigurationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "configuration",
        abstract: "Lists the settings of a charging station as they were last read, and their changes.",
        discussion: """
            Read from GetConfiguration and ChangeConfiguration (1.6), GetVariables, SetVariables and NotifyReport (2.x), \
            which are recorded at log level debug alone. With --until: as they stood at that time. The newest \
            \(ConfigurationAsking.mostEntries) messages are read. Secrets are masked. Exit code 1: nothing of it is known.

            Examples:
              ocpplogs configuration CP-7
              ocpplogs configuration CP-7 --key Interval --until 2026-11-24
              ocpplogs configuration CP-7 --json | jq '.changes'
            """)

    @Argument(help: "The identity of the charging station.")
    var charger: String

    @OptionGroup(title: "What") var stretch: StretchOptions

    @Option(help: "Only settings with this in their name; --json has all.")
    var key = ""

    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions

    @Flag(help: "One JSON object, that of /api/v1/configuration.")
    var json = false

    func run() async throws {
        Terminal.ignoreHangUps()
        let (from, to) = try stretch.stretch(now: SystemTime.now())
        var question = LogQuestion(query: ConfigurationAsking.query(ChargerID(charger)), from: from, to: to)
        question.showsFindings = false
        let meter = ProgressMeter(zone: stretch.tz, isQuiet: manner.quiet)
        let source = try await place.open(keeping: question, meter: meter)
        let watch = InterruptWatch { "ocpplogs: stopped" }
        defer { withExtendedLifetime(watch) {} }
        let found = try await Self.read(question, source, meter)
        guard !found.configuration.settings.isEmpty || !found.configuration.changes.isEmpty else {
            try await source.endTellingLoss()
            throw CommandFailure(
                message: "ocpplogs: no message in \(source.name) tells a setting of \(VisibleText.of(charger)); "
                    + "such messages are recorded at log level debug alone",
                exitCode: ReadingSession.nothing)
        }
        if json {
            let bytes = Array((ConfigurationJSON.object(of: found, charger: ChargerID(charger)).json + "\n").utf8)
            Terminal.write(Terminal.isOutput ? SafeJSON.bytes(bytes) : bytes)
        } else {
            let sheet = ConfigurationSheet(zone: stretch.tz, paint: manner.paint)
            Terminal.write(Array(sheet.text(found.configuration, of: charger, key: key).utf8))
        }
        if let moment = found.readBackTo {
            manner.say("read back to \(stretch.tz.full(moment)), since there is much; --until shows what was before")
        }
        try await ReadingSession.tellMissing(found.unreadable, source)
    }

    /// The newest messages are read, so that what is known now is known even where there is more than may be read.
    private static func read(
        _ question: LogQuestion, _ source: any LogSource, _ meter: ProgressMeter
    ) async throws -> ConfigurationAsking.Found {
        var (entries, bytes, isFull) = ([Entry](), 0, false)
        let walk = EntryWalk(source, question)
        try await walk.run(limit: ConfigurationAsking.mostEntries, meter: meter) { page in
            for entry in page {
                isFull = isFull || bytes >= ConfigurationAsking.mostBytes
                guard !isFull else { return }
                entries.append(entry)
                bytes += (entry.request?.bytes.count ?? 0) + (entry.response?.bytes.count ?? 0)
            }
        }
        var found = ConfigurationAsking.Found()
        for entry in entries.reversed() { found.configuration.read(entry) }
        found.entries = entries.count
        found.unreadable = walk.place.unreadable
        found.readBackTo = isFull || walk.place.next != nil ? entries.last?.datetime : nil
        return found
    }
}
