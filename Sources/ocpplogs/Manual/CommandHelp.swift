/// What ArgumentParser knows of a command, as `--experimental-dump-help` writes it.
struct CommandHelp: Decodable {
    /// All of it: the program with its commands.
    struct Document: Decodable {
        var command: CommandHelp
    }

    /// An argument, option or flag.
    struct Parameter: Decodable {
        /// How it is called: `--data`, `-n`.
        struct Name: Decodable {
            var kind: String
            var name: String

            var spelled: String { kind == "long" ? "--\(name)" : "-\(name)" }
        }

        var kind: String
        var names: [Name]?
        var valueName: String?
        var isOptional: Bool
        var isRepeating: Bool
        var abstract: String?
        var defaultValue: String?
        var shouldDisplay: Bool
    }

    var commandName: String
    var abstract: String?
    var discussion: String?
    /// The one of `subcommands` that is meant when none is named.
    var defaultSubcommand: String?
    var subcommands: [CommandHelp]?
    var arguments: [Parameter]?

    /// The commands of a person: without `help`, which ArgumentParser adds.
    var children: [CommandHelp] { (subcommands ?? []).filter { $0.commandName != "help" } }

    /// What is the command's own: without `--help` and `--version`, which all have.
    var parameters: [Parameter] {
        (arguments ?? []).filter { parameter in
            parameter.shouldDisplay && !(parameter.names ?? []).contains { ["help", "version"].contains($0.name) }
        }
    }
}
