import ArgumentParser

/// `ocpplogs alerts`: who is told of what.
struct AlertsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "Shows the alerts of a running server, and tests whether they arrive.",
        discussion: """
            Rules and targets stand in the configuration file.

            Examples:
              ocpplogs alerts
              ocpplogs alerts --json | jq '.recent[0]'
              ocpplogs alerts test ops --config /etc/ocpplogs.yaml
            """,
        subcommands: [AlertsListCommand.self, AlertsTestCommand.self], defaultSubcommand: AlertsListCommand.self)
}
