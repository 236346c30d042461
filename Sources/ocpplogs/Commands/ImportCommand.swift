import ArgumentParser
import Foundation
import LogFormats
import Logging
import OCPP
import OCPPLog

/// `ocpplogs import`: takes over entries that something else recorded, into a data directory or through a running server.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes over a log that something else recorded, in any format that is known.",
        discussion: """
            Logs of SteVe, evcc, Home Assistant, EVerest, CitrineOS and many others, captures of a network, tables and JSON are \
            recognised by themselves; docs/formats.md tells how each is read. What is in the log already is left out: import a \
            file again when it has grown.

            Examples:
              ocpplogs import --dry-run evcc.log              # looks, and keeps nothing
              ocpplogs import --tz Europe/Berlin steve.log.gz
              ocpplogs import --site depot-7 *.ndjson.gz
              ocpplogs search --json --fields all | ocpplogs import --data new -
              ocpplogs import --server http://127.0.0.1:8080 export.ndjson
            """)

    @Argument(help: "Files to read, in this order; - is standard input. gzip, zstd, zip and tar are unpacked.")
    var files: [String]

    @Option(help: ArgumentHelp(stringLiteral: "The format: \(Self.formats). Default: it is seen."))
    var format: String?

    @Flag(help: "Prints what would be taken over, and keeps nothing.")
    var dryRun = false

    @Option(help: "The data directory that the entries go to.")
    var data = Configuration.defaultData

    @Option(help: "A running server that the entries go to, instead of a data directory.")
    var server: String?

    @Option(help: "With --server: a file with its token, instead of the one in --data.")
    var tokenFile: String?

    @Option(help: "The site of entries that name none. Default: by their charging station.")
    var site: String?

    @Option(help: "The zone of times that name none: Europe/Berlin, +01:00, UTC. Default: what the log itself tells.")
    var tz: ShownZone?

    @Option(
        help: "When a log begins that has no times, such as 2026-11-24T10:00:00Z: its lines follow a millisecond apart."
    )
    var start: String?

    @Option(help: "The charging station of a log that names none. Default: as the file is called.")
    var charger: String?

    @Option(
        help: """
            Where rejected lines are listed, with their text, and those that hold no frame. Default: only the rejected, \
            without their text, in FILE.rejects.ndjson.
            """)
    var rejects: String?

    @Flag(help: "Ends with exit code 1 when any line was rejected.")
    var strict = false

    private static var formats: String { ImportFormat.all.map(\.name).joined(separator: ", ") }

    /// Nothing could be taken over, or with `--strict` not all.
    private static let rejected: Int32 = 1
    /// As the shell has it for SIGINT.
    private static let interrupted: Int32 = 130

    func validate() throws {
        guard !files.isEmpty else { throw ValidationError("name a file, or - for standard input") }
    }

    func run() async throws {
        let format = try format.map { name in
            guard let format = ImportFormat.named(name) else {
                throw CommandFailure.usage("--format is one of \(Self.formats)")
            }
            return format
        }
        let begin = try start.map { text in
            guard let moment = (tz ?? .local).moment(text) else {
                throw CommandFailure.usage("--start is a time, such as 2026-11-24T10:00:00Z")
            }
            return moment
        }
        let sources = try files.map(ImportSource.init)
        let sites = server == nil ? SiteDirectory(try DataDirectory(path: data).sites()) : SiteDirectory()
        let options = ImportOptions(
            format: format, site: site.map { SiteID($0) }, sites: sites, zone: tz.map { LogZone($0.zone) },
            unnamedCharger: charger.map { ChargerID($0) }, year: SystemTime.year(in: tz ?? .local), start: begin,
            listsLines: rejects != nil)
        let destination = try destination()
        let stop = StopSignal()
        let outcome: ImportTotals
        do {
            outcome = try await stop.watching {
                try await takeOver(sources, options, into: destination.store, stop)
            }
        } catch {
            // What is written stays written, and is closed in order.
            try? await destination.finish()
            throw error
        }
        try await destination.finish()
        if outcome.wasStopped { throw CommandFailure(message: Self.stopped, exitCode: Self.interrupted) }
        guard outcome.rejected > 0, strict || outcome.read == 0 else { return }
        throw CommandFailure(
            message: outcome.read == 0 ? "ocpplogs: no line could be read" : "ocpplogs: not every line could be read",
            exitCode: Self.rejected)
    }

    private static let stopped = "ocpplogs: stopped; the same command goes on from here: what is there is left out"

    private func destination() throws -> ImportDestination {
        if dryRun {
            let printer = try EntryPrinter(
                .line, fields: nil, zone: tz ?? .local, today: "", paint: Paint(isOn: Terminal.wantsColour()),
                isTerminal: Terminal.isOutput)
            return .nowhere(DryRunStore(printer))
        }
        if let server { return .server(ServerImportStore(server: server, data: data, tokenFile: tokenFile)) }
        var logger = Logger(label: "ocpplogs.import") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        let wayOut = "; if it is a server, --server http://127.0.0.1:8080 hands the entries to it"
        return .directory(try StoreOpening.forWriting(data, whenLocked: wayOut, logger: logger))
    }

    /// Where entries are printed, what is said beside them goes elsewhere.
    private func tell(_ text: String) {
        if dryRun { Terminal.printError(text) } else { Terminal.print(text) }
    }

    /// One file after the other; one that cannot be read any further ends the import.
    private func takeOver(
        _ sources: [ImportSource], _ options: ImportOptions, into store: any ImportStore, _ stop: StopSignal
    ) async throws -> ImportTotals {
        var totals = ImportTotals()
        var listed = RejectFile(path: rejects, isMade: !dryRun)
        for source in sources where !totals.wasStopped {
            var run = ImportRun(source: source, rejects: listed, stop: stop)
            var options = options
            options.fileName = URL(filePath: source.name).lastPathComponent
            options.unnamedCharger = options.unnamedCharger ?? FileReading.charger(of: source.name)
            let failure = await run.takeOver(options, into: store)
            listed = run.rejects
            totals.add(run)
            if failure == nil || run.progress != ImportProgress() {
                tell(run.summary(dryRun ? "would be added" : "added"))
            }
            if let failure { throw failure }
        }
        return totals
    }
}

/// An offset from UTC as it is typed: `UTC`, `Z`, `+01:00`.
struct UTCOffset: ExpressibleByArgument {
    let minutes: Int

    init?(argument: String) {
        if ["UTC", "Z"].contains(argument.uppercased()) {
            minutes = 0
            return
        }
        // The offset of a time that has it is how far that time lies before the same in UTC.
        guard let first = argument.first, first == "+" || first == "-",
            let there = Timestamp("2000-01-02T00:00:00\(argument)"), let utc = Timestamp("2000-01-02T00:00:00Z")
        else { return nil }
        minutes = Int(utc.since(there).components.seconds / 60)
    }
}
