import ArgumentParser
import Insights

/// `ocpplogs stats actions`: requests by action: how they ended, and how long their answers took.
struct StatsActionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actions",
        abstract: "Requests by action: how they ended, and how long their answers took.",
        discussion: """
            p95 is the time that 95 of 100 answers do not exceed, within 3 %. It is read from the newest answers, up to --read.

            Examples:
              ocpplogs stats actions --since 24h
              ocpplogs stats actions 'source:csms' --json
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions
    @OptionGroup(title: "Output") var form: AnalysisOptions

    func run() async throws {
        try await AnalysisRun(part: .actions, asked: asked, place: place, manner: manner, form: form)
            .run()
    }
}
