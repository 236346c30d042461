import ArgumentParser

/// `ocpplogs store`: how the log lies on the disk.
struct StoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store",
        abstract: "Looks after the log on the disk: its size, its soundness, sealing.",
        discussion: """
            Examples:
              ocpplogs store info
              ocpplogs store verify --data /mnt/backup/ocpplogs
            """,
        subcommands: [StoreInfoCommand.self, StoreSealCommand.self, StoreVerifyCommand.self])
}
