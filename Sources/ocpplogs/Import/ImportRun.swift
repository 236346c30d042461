import Insights
import LogFormats
import OCPPLog

/// The import of one file: reads it, lists what is rejected, shows how far it has come, and sums up.
struct ImportRun {
    let source: ImportSource
    private(set) var rejects: RejectFile
    private(set) var progress = ImportProgress()
    private(set) var wasStopped = false
    private var reasons: [String: (count: Int, first: ImportReject)] = [:]
    private let stop: StopSignal

    init(source: ImportSource, rejects: RejectFile, stop: StopSignal) {
        self.source = source
        self.rejects = rejects
        self.stop = stop
        self.rejects.begin()
    }

    /// Reads to the end, or until a signal comes.
    /// - Returns: why it could not be read to the end.
    mutating func takeOver(_ options: ImportOptions, into store: any ImportStore) async -> (any Error)? {
        var meter = ImportMeter(source)
        stop.whenItComes { [source] in source.stop() }
        defer { wasStopped = stop.came }
        do {
            let importer = Importer(into: store, examiner: FindingExaminer())
            progress = try await importer.run(source, reader: ImportReader(options)) { soFar, rejected in
                for reject in rejected where !reject.holdsNothing {
                    reasons[reject.code, default: (0, reject)].count += 1
                }
                try rejects.write(rejected, of: source)
                meter.show(soFar)
                return stop.came
            }
        } catch let stopped as ImportStopped {
            progress = stopped.progress
            meter.end()
            guard let fault = stopped.cause as? ImportFault else { return stopped.cause }
            return CommandFailure.usage("\(source.name): \(fault)")
        } catch {
            meter.end()
            return error
        }
        meter.end()
        return nil
    }

    /// What became of the file, in a few lines.
    /// - Parameter verb: what became of the new ones.
    func summary(_ verb: String) -> String {
        let count = progress.count
        var lines = [
            "\(source.name): \(Counted(count.added, "entry", "entries")) \(verb), "
                + "\(Counted(count.duplicates)) there already, "
                + "\(Counted(progress.rejected, "line", "lines")) rejected"
        ]
        lines += AccountText.lines(progress.account)
        for (_, reason) in reasons.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
            lines.append("  \(Counted(reason.count)) × \(reason.first.reason) (first in line \(reason.first.line))")
        }
        if reasons["no_zone"] != nil { lines.append("  --tz says which offset is meant where a time has none") }
        if let path = rejects.path { lines.append("  each is listed in \(path)") }
        return lines.joined(separator: "\n")
    }
}

/// What became of all files together.
struct ImportTotals {
    private(set) var read = 0
    private(set) var rejected = 0
    private(set) var wasStopped = false

    mutating func add(_ run: ImportRun) {
        read += run.progress.count.added + run.progress.count.duplicates
        rejected += run.progress.rejected
        wasStopped = wasStopped || run.wasStopped
    }
}
