import ArgumentParser
import Foundation
import OCPPLog

/// The program. Exit codes: 0 done, 1 something failed that was checked, 2 usage, configuration or query, 3 token, 4 server or
/// network, 5 something is missing in what was printed, 130 Ctrl-C.
@main
struct Main {
    static func main() async {
        do {
            var command = try OCPPLogsCommand.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            if !failure.message.isEmpty { Terminal.printError(failure.message) }
            exit(failure.exitCode)
        } catch let code as ExitCode {
            // All is said already.
            exit(code.rawValue)
        } catch let error as StoreError {
            Terminal.printError("ocpplogs: \(error.sentence)")
            exit(CommandFailure.server)
        } catch {
            guard OCPPLogsCommand.exitCode(for: error) != .success else {
                return Terminal.print(OCPPLogsCommand.fullMessage(for: error))
            }
            Terminal.printError("ocpplogs: \(OCPPLogsCommand.message(for: error)); \(wayOut)")
            exit(CommandFailure.usage)
        }
    }

    /// A query that begins with a minus sign looks like an option.
    private static var wayOut: String {
        let looksLikeQuery = CommandLine.arguments.contains { $0.hasPrefix("-") && $0.contains(":") }
        return looksLikeQuery ? "write NOT key:value, or put -- before the query" : "--help tells more"
    }
}

/// `ocpplogs`: the commands by name.
struct OCPPLogsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ocpplogs",
        abstract:
            "Records what charging stations and their management system say, and finds the message that explains a fault.",
        discussion: """
            Examples:
              ocpplogs serve --ocpp 0.0.0.0:9000 --upstream wss://csms.example/ocpp
              ocpplogs search 'status:Faulted charger:DE-7-*' --since 24h
              ocpplogs explain Faulted
              ocpplogs search --help
            """,
        version: ProgramVersion.text,
        subcommands: [
            ServeCommand.self, SearchCommand.self, GetCommand.self, ContextCommand.self, StatsCommand.self,
            ExportCommand.self, TailCommand.self, ParseCommand.self, SitesCommand.self, ChargersCommand.self,
            LevelCommand.self, PinsCommand.self, ExplainCommand.self, TransactionsCommand.self, TimelineCommand.self,
            ConfigurationCommand.self,
            FindingsCommand.self, CheckCommand.self, AlertsCommand.self,
            ReportCommand.self,
            ImportCommand.self,
            SendCommand.self,
            ChargerCommand.self,
            StoreCommand.self, BackupCommand.self, RestoreCommand.self, SimulateCommand.self,
            CompletionCommand.self, ManualCommand.self,
        ])
}

/// The version of the program, as `--version` prints it.
enum ProgramVersion {
    static let text = "0.1.0"
}
