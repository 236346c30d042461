import ArgumentParser

/// `ocpplogs pins`: the entries that are to be found again.
struct PinsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pins",
        abstract: "Lists the pinned entries, pins more and unpins them.",
        discussion: """
            A pin marks an entry that matters: is:pinned finds it again, on the pages too. Pins stand beside the log, in \
            pins.json of the data directory, and can be changed while a server runs.

            Examples:
              ocpplogs pins
              ocpplogs pins add 3f09a2c1-1842 3f09a2c1-1850
              ocpplogs search is:pinned
            """,
        subcommands: [PinsListCommand.self, PinsAddCommand.self, PinsRemoveCommand.self],
        defaultSubcommand: PinsListCommand.self)
}
