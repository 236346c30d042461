import ArgumentParser
import EmbeddedStore
import OCPPLog

/// `ocpplogs backup DIR`: copies the log, also while a server records.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copies the log into a directory, also while a server records.",
        discussion: """
            Months that are over are copied once; the present one each time. A backup that was broken off can be run again.
            The copies can be searched: ocpplogs search --data DIR.

            Examples:
              ocpplogs backup /mnt/backup/ocpplogs
              ocpplogs backup /mnt/backup/ocpplogs --data /var/lib/ocpplogs --json
            """)

    @Argument(help: "Where the backup is or is to be made.")
    var directory: String

    @Option(help: "The data directory.")
    var data = Configuration.defaultData

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
        let line = ProgressLine()
        let report: BackupReport
        do throws(StoreError) {
            defer { line.end() }
            report = try EmbeddedStore.backup(
                directory: data, to: directory, files: DataDirectory.backupFiles
            ) { file, share in line.show("\(file): \(Int(share * 100)) %") }
        } catch {
            throw error.code == .full ? CommandFailure.server(error.sentence) : CommandFailure.usage(error.sentence)
        }
        Terminal.print(json ? Self.json(report) : text(report))
    }

    private func text(_ report: BackupReport) -> String {
        let months = Amount.of(report.copied.count, "month", "months")
        var lines = [
            report.copied.isEmpty
                ? "Nothing was to be copied to \(directory)."
                : "Copied \(months), \(Amount.bytes(report.bytes)), to \(directory)."
        ]
        if !report.unchanged.isEmpty {
            let unchanged = Amount.of(report.unchanged.count, "month has", "months have")
            lines.append("\(unchanged) not changed since the last backup.")
        }
        if !report.kept.isEmpty {
            lines.append(
                "\(report.kept.joined(separator: ", ")): in the backup only, since the log has dropped it. It was kept."
            )
        }
        return lines.joined(separator: "\n")
    }

    private static func json(_ report: BackupReport) -> String {
        var object = JSONObjectText()
        object.add("copied", texts: report.copied)
        object.add("unchanged", texts: report.unchanged)
        object.add("kept", texts: report.kept)
        object.add("bytes", number: report.bytes)
        return object.json
    }
}
