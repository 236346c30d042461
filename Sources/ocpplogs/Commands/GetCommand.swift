import ArgumentParser
import OCPP
import OCPPLog

/// `ocpplogs get`: one entry as a whole.
struct GetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Prints all of an entry: request and answer over several lines, and what is known beside them.",
        discussion: """
            The id is that of the entry, which -o table and --json show, or the unique id of its frames: then all entries \
            that have it are printed. Exit code 1: there is none.

            Examples:
              ocpplogs get 3f09a2c1-1842
              ocpplogs get 3f09a2c1-1842 --json | jq .request
              ocpplogs get 3f09a2c1-1842 -o raw              # the frames
            """)

    @Argument(help: "The id of an entry, or a unique id.")
    var id: String

    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Option(help: "The zone in which times are shown: local, UTC, +01:00, Europe/Berlin.")
    var tz = ShownZone.local

    /// So many entries may have the same unique id.
    private static let most = 100

    func run() async throws {
        Terminal.ignoreHangUps()
        let format = try output.format()
        let meter = ProgressMeter(zone: tz, isQuiet: output.manner.quiet)
        let source = try await place.open(meter: meter)
        let entries = try await Self.entries(id, in: source)
        guard !entries.isEmpty else {
            try await source.endTellingLoss()
            throw CommandFailure(
                message: "ocpplogs: there is no entry \(VisibleText.of(id)) in \(source.name)",
                exitCode: ReadingSession.nothing)
        }
        if format == .line {
            let names = Dictionary(try await source.siteFacts().map { ($0.id, $0.name) }) { first, _ in first }
            let sheet = EntrySheet(
                zone: tz, sites: { names[$0.rawValue] ?? $0.rawValue }, paint: output.manner.paint)
            Terminal.write(Array(entries.map(sheet.text).joined(separator: "\n").utf8))
        } else {
            // One that was asked for by its id is wanted with all its fields.
            let fields =
                try output.fields.map(FieldSelection.init)?.fields ?? (format == .table ? nil : EntryField.allCases)
            var printer = try EntryPrinter(
                format, fields: fields, zone: tz, today: tz.day(SystemTime.now()), paint: output.manner.paint,
                isTerminal: Terminal.isOutput)
            Terminal.write(printer.bytes(entries.map { .entry($0, isContext: nil) }) + printer.ending())
        }
        try await source.endTellingLoss()
    }

    /// The entry with an id, or those with a unique id.
    static func entries(_ id: String, in source: any LogSource) async throws -> [Entry] {
        if let number = EntryID(id), let entry = try await source.entry(number) { return [entry] }
        let question = LogQuestion(query: .literal(.id, id))
        return try await source.page(question, limit: most, budget: nil, progress: { _ in }).entries
    }
}
