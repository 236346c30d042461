import ArgumentParser

/// `ocpplogs completion`: the script that makes a shell complete commands, options and values.
struct CompletionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "Prints the script by which a shell completes commands and options.",
        discussion: """
            The script is made of the commands of this version: load it anew after an update.

            Examples:
              source <(ocpplogs completion bash)
              ocpplogs completion bash > /etc/bash_completion.d/ocpplogs
              ocpplogs completion zsh > ~/.zfunc/_ocpplogs
              ocpplogs completion fish > ~/.config/fish/completions/ocpplogs.fish
            """)

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    func run() {
        Terminal.print(OCPPLogsCommand.completionScript(for: shell.completion))
    }

    /// A shell that can be made to complete.
    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash
        case zsh
        case fish

        var completion: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }
}
