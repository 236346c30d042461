import ArgumentParser
import Foundation

/// `ocpplogs manual`: the manual page, made of the help of all commands, so that it is never behind them.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Prints the manual page: all commands and options, for man.",
        discussion: """
            The page is made of what --help says of each command.

            Examples:
              ocpplogs manual | man -l -
              ocpplogs manual > /usr/local/share/man/man1/ocpplogs.1
            """)

    func run() throws {
        Terminal.print(try Self.page())
    }

    /// The page, without a line break at the end.
    static func page() throws -> String {
        let help = try JSONDecoder().decode(CommandHelp.Document.self, from: Data(OCPPLogsCommand._dumpHelp().utf8))
        return ManualPage(version: ProgramVersion.text).text(of: help.command)
    }
}
