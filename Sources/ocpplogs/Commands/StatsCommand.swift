import ArgumentParser

/// `ocpplogs stats`: counts.
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Counts entries: by keys, by latency, by error.",
        discussion: """
            Examples:
              ocpplogs stats --since 24h                            # by action and result
              ocpplogs stats --by charger,error 'is:error'
              ocpplogs stats latency 'source:csms'
              ocpplogs stats errors --since 7d --json
            """,
        subcommands: [StatsCountCommand.self, StatsLatencyCommand.self, StatsErrorsCommand.self],
        defaultSubcommand: StatsCountCommand.self)
}
