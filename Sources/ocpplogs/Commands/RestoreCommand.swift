import ArgumentParser
import EmbeddedStore
import OCPPLog

/// `ocpplogs restore DIR`: makes a data directory of a backup.
struct RestoreCommand: ParsableCommand {
    /// Transaction ids that may have been given after the backup are left out.
    private static let transactionMargin = 100_000

    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Makes a data directory of a backup.",
        discussion: """
            The backup is read as a whole first; one that is damaged is not restored. The data directory has to be empty,
            or not to be there. A new token is made when the server starts.

            Exit codes: 0 done, 1 the backup is damaged, 2 wrong use.

            Examples:
              ocpplogs restore /mnt/backup/ocpplogs --data ./ocpplogs-data
              ocpplogs restore /mnt/backup/ocpplogs --data ./saved --even-damaged
            """)

    @Argument(help: "The directory of the backup.")
    var directory: String

    @Option(help: "The data directory that is to be made.")
    var data = Configuration.defaultData

    @Flag(help: "Restore what is there although some of it is damaged.")
    var evenDamaged = false

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
        let found = try StoreVerifyCommand.verify(directory)
        if !found.isSound {
            Terminal.printError(StoreVerifyCommand.text(found, directory))
            guard evenDamaged else {
                Terminal.printError("ocpplogs: nothing was restored; --even-damaged restores it all the same")
                throw ExitCode(StoreVerifyCommand.damaged)
            }
        }
        let line = ProgressLine()
        let files: [String]
        do throws(StoreError) {
            defer { line.end() }
            files = try EmbeddedStore.restore(
                backup: directory, to: data, files: DataDirectory.backupFiles,
                newOrigin: { UInt32.random(in: 1 ... .max) }
            ) { file, share in line.show("\(file): \(Int(share * 100)) %") }
        } catch {
            throw error.code == .full ? CommandFailure.server(error.sentence) : CommandFailure.usage(error.sentence)
        }
        let target = DataDirectory(path: data)
        if let next = try target.number(in: KeptTransactionNumbers.fileName) {
            try target.keep(next + Self.transactionMargin, in: KeptTransactionNumbers.fileName)
        }
        Terminal.print(json ? Self.json(files, found) : text(files, found))
    }

    private func text(_ files: [String], _ found: StoreVerification) -> String {
        "Restored \(Amount.of(found.entries, "entry", "entries")) of \(Amount.of(files.count, "month", "months")) to \(data)."
    }

    private static func json(_ files: [String], _ found: StoreVerification) -> String {
        var object = JSONObjectText()
        object.add("restored", texts: files)
        object.add("entries", number: found.entries)
        object.add("lost", number: found.lost)
        return object.json
    }
}
