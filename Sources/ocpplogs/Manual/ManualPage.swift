/// Writes help as a manual page, in the macros of man(7).
struct ManualPage {
    /// The program's version.
    let version: String

    /// The page of the program with all its commands.
    func text(of program: CommandHelp) -> String {
        var lines = [
            ".TH OCPPLOGS 1 \"\" \"ocpplogs \(version)\" \"User Commands\"",
            ".SH NAME",
            "\(Self.escaped(program.commandName)) \\- \(Self.escaped(program.abstract ?? ""))",
            ".SH SYNOPSIS",
            ".B \(Self.escaped(program.commandName))",
            ".I COMMAND",
            "[options]",
            ".SH COMMANDS",
        ]
        for command in program.children { lines += section(command, path: program.commandName) }
        lines.append(".SH EXIT STATUS")
        for (code, meaning) in Self.exitCodes { lines += [".TP", ".B \(code)", Self.escaped(meaning)] }
        lines.append(".SH ENVIRONMENT")
        for (name, meaning) in Self.environment { lines += [".TP", ".B \(name)", Self.escaped(meaning)] }
        return lines.joined(separator: "\n")
    }

    private func section(_ command: CommandHelp, path: String) -> [String] {
        let name = "\(path) \(command.commandName)"
        var lines = [".SS \"\(Self.escaped(name))\"", Self.escaped(command.abstract ?? "")]
        if command.children.isEmpty {
            let words = [name] + command.parameters.map(Self.synopsis)
            lines += [".PP", ".B \(Self.escaped(words.joined(separator: " ")))"]
        }
        lines += Self.paragraphs(command.discussion ?? "")
        for parameter in command.parameters {
            lines += [".TP", Self.tag(parameter), Self.escaped(Self.meaning(parameter))]
        }
        return lines + command.children.flatMap { section($0, path: name) }
    }

    /// Lines that begin with a blank stay as they are, the others flow.
    private static func paragraphs(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        var lines = [".PP"]
        var isExample = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix(" ") != isExample, !line.isEmpty {
                lines += isExample ? [".fi", ".RE"] : [".RS", ".nf"]
                isExample.toggle()
            }
            lines.append(
                line.isEmpty ? (isExample ? "" : ".PP") : escaped(isExample ? String(line.dropFirst(2)) : String(line)))
        }
        return lines + (isExample ? [".fi", ".RE"] : [])
    }

    private static func synopsis(_ parameter: CommandHelp.Parameter) -> String {
        let value = "<\(parameter.valueName ?? "value")>"
        let name = parameter.names?.first { $0.kind == "long" } ?? parameter.names?.first
        let word =
            switch parameter.kind {
            case "positional": value
            case "option": "\(name?.spelled ?? "") \(value)"
            default: name?.spelled ?? ""
            }
        return (parameter.isOptional ? "[\(word)]" : word) + (parameter.isRepeating ? " ..." : "")
    }

    private static func tag(_ parameter: CommandHelp.Parameter) -> String {
        let names = (parameter.names ?? []).map { "\\fB\(escaped($0.spelled))\\fR" }.joined(separator: ", ")
        let value = "\\fI\(escaped(parameter.valueName ?? ""))\\fR"
        switch parameter.kind {
        case "positional": return value
        case "option": return "\(names) \(value)"
        default: return names
        }
    }

    private static func meaning(_ parameter: CommandHelp.Parameter) -> String {
        let text = parameter.abstract ?? ""
        guard let standard = parameter.defaultValue, !text.contains("(default:") else { return text }
        return "\(text) (default: \(standard))"
    }

    /// A text in which roff sees no commands.
    private static func escaped(_ text: String) -> String {
        let escaped = text.map { character in
            switch character {
            case "\\": "\\e"
            case "-": "\\-"
            case "\n": " "
            default: String(character)
            }
        }.joined()
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }

    private static let exitCodes = [
        (0, "Done. Also when a search found nothing."),
        (
            1,
            "A station answered with an error, lines could not be read, an entry is not there, or something is damaged."
        ),
        (2, "Wrong use: an option, the configuration, a query, a word that is not known."),
        (3, "The token of the server is missing or wrong."),
        (4, "Something outside failed: a store, a server, the network, standard output."),
        (130, "Ended with Ctrl-C."),
    ]

    private static let environment = [
        ("NO_COLOR", "Set to anything: no colour."),
        ("CLICOLOR_FORCE", "Set to anything but 0: colour also in a pipe."),
        ("COLUMNS", "The width that explanations are wrapped to."),
    ]
}
