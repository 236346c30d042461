import ArgumentParser

/// `ocpplogs stats`: counts.
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Counts and compares entries: by keys, by error, by time, by what is different.",
        discussion: """
            Examples:
              ocpplogs stats --since 24h                            # by action and result
              ocpplogs stats --by charger,error 'is:error'
              ocpplogs stats latency 'source:csms'
              ocpplogs stats overview --since 24h
              ocpplogs stats different 'result:rejected' --since 7d
            """,
        subcommands: [
            StatsCountCommand.self, StatsLatencyCommand.self, StatsErrorsCommand.self, StatsOverviewCommand.self,
            StatsCodesCommand.self, StatsActionsCommand.self, StatsVolumeCommand.self, StatsRebootsCommand.self,
            StatsClockCommand.self, StatsTransactionsCommand.self, StatsHeatmapCommand.self,
            StatsDifferentCommand.self,
        ],
        defaultSubcommand: StatsCountCommand.self)
}
