import ArgumentParser
import Foundation
import Testing

@testable import ocpplogs

/// The help of every command teaches with examples, the examples are right, and the manual page holds all of it.
struct HelpTests {
    /// Every command with the words it is called by: `ocpplogs`, `ocpplogs store info`.
    private static let commands: [(name: String, help: CommandHelp)] = {
        func walk(_ help: CommandHelp, _ path: String) -> [(String, CommandHelp)] {
            let name = path.isEmpty ? help.commandName : "\(path) \(help.commandName)"
            return [(name, help)] + help.children.flatMap { walk($0, name) }
        }
        let data = Data(OCPPLogsCommand._dumpHelp().utf8)
        return (try? JSONDecoder().decode(CommandHelp.Document.self, from: data)).map { walk($0.command, "") } ?? []
    }()

    @Test func everyCommandHasTwoToFiveExamplesOfItsOwn() {
        #expect(Self.commands.count > 15)
        for (name, help) in Self.commands {
            let examples = Self.examples(help)
            #expect((2...5).contains(examples.count), "\(name): \(examples.count)")
            let isDefault = Self.commands.contains { "\($0.name) \($0.help.defaultSubcommand ?? "")" == name }
            let called = isDefault ? String(name.prefix(name.count - help.commandName.count - 1)) : name
            #expect(examples.contains { $0.contains(called + " ") || $0.hasSuffix(called) }, "\(name)")
            // A call that is broken over two lines cannot be copied; a comment may be.
            #expect(examples.allSatisfy { ($0.split(separator: " #").first?.count ?? 0) <= 78 }, "\(name)")
            #expect(help.abstract?.isEmpty == false, "\(name)")
        }
    }

    @Test func everyExampleIsUnderstood() {
        for (name, help) in Self.commands {
            for example in Self.examples(help) {
                for words in Self.calls(in: example) where !words.contains("--help") {
                    do {
                        _ = try OCPPLogsCommand.parseAsRoot(words)
                    } catch {
                        Issue.record("\(name): \(example): \(OCPPLogsCommand.message(for: error))")
                    }
                }
            }
        }
    }

    @Test func everyArgumentAndOptionSaysWhatItMeans() {
        for (name, help) in Self.commands {
            for parameter in help.parameters {
                #expect(parameter.abstract?.isEmpty == false, "\(name) \(parameter.valueName ?? "")")
            }
        }
    }

    @Test func theManualPageHoldsEveryCommandAndOption() throws {
        let page = try ManualCommand.page()
        #expect(page.hasPrefix(".TH OCPPLOGS 1"))
        for (name, help) in Self.commands.dropFirst() {
            #expect(page.contains(".SS \"\(name)\"\n"))
            for option in help.parameters.flatMap({ $0.names ?? [] }) {
                #expect(page.contains(option.spelled.replacing("-", with: "\\-")), "\(option.spelled)")
            }
        }
    }

    @Test func aManualPageHasNoAccidentalCommands() {
        let help = CommandHelp(
            commandName: "p", abstract: "Is - \\ .", discussion: nil, defaultSubcommand: nil,
            subcommands: [
                CommandHelp(
                    commandName: "c", abstract: ".hidden", discussion: "'quoted\n\nExamples:\n  p c -x\nafter",
                    defaultSubcommand: nil, subcommands: nil,
                    arguments: [
                        .init(
                            kind: "option", names: [.init(kind: "short", name: "x")], valueName: "n", isOptional: true,
                            isRepeating: false, abstract: "Number.", defaultValue: "1", shouldDisplay: true)
                    ])
            ], arguments: nil)
        let page = ManualPage(version: "1").text(of: help)
        #expect(page.contains("p \\- Is \\- \\e ."))
        #expect(
            page.contains(
                """
                .SS "p c"
                \\&.hidden
                .PP
                .B p c [\\-x <n>]
                .PP
                \\&'quoted
                .PP
                Examples:
                .RS
                .nf
                p c \\-x
                .fi
                .RE
                after
                .TP
                \\fB\\-x\\fR \\fIn\\fR
                Number. (default: 1)
                """))
    }

    /// The indented lines that call the program.
    private static func examples(_ help: CommandHelp) -> [String] {
        (help.discussion ?? "").split(separator: "\n").filter { $0.hasPrefix("  ") && $0.contains("ocpplogs ") }
            .map { String($0.drop { $0 == " " }) }
    }

    /// The arguments of each call in a line of a shell; quotes are resolved, comments and what is redirected are
    /// left out.
    private static func calls(in line: String) -> [[String]] {
        var calls: [[String]] = []
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isRedirected = false
        func ended() {
            if let word { if isRedirected { isRedirected = false } else { words.append(word) } }
            word = nil
        }
        let call = line.range(of: " #").map { line[..<$0.lowerBound] } ?? line[...]
        for character in call + " " {
            if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if "|()".contains(character) {
                ended()
                calls.append(words)
                words = []
            } else if "<>".contains(character) {
                ended()
                isRedirected = true
            } else if character == " " {
                ended()
            } else {
                word = (word ?? "") + String(character)
                // `<(` begins a command of its own.
                if word == "ocpplogs" { isRedirected = false }
            }
        }
        return (calls + [words]).filter { $0.first == "ocpplogs" }.map { Array($0.dropFirst()) }
    }
}
