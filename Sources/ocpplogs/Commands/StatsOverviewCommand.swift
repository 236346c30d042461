import ArgumentParser
import Insights

/// `ocpplogs stats overview`: the figures that one looks at first: messages, errors, no answers, boots, transactions.
struct StatsOverviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "overview",
        abstract: "The figures that one looks at first: messages, errors, no answers, boots, transactions.",
        discussion: """
            The share says of what; a figure without one is counted for itself. Every number is exact, and in --json `query` \
            finds the entries that it counts.

            Examples:
              ocpplogs stats overview --since 24h
              ocpplogs stats overview 'site:depot-7' --since 7d --json
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions
    @OptionGroup(title: "Output") var form: AnalysisOptions

    func run() async throws {
        try await AnalysisRun(part: .overview, asked: asked, place: place, manner: manner, form: form)
            .run()
    }
}
