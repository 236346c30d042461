import ArgumentParser
import Insights

/// `ocpplogs stats clock`: how far the clocks of charging stations are off, the worst first.
struct StatsClockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock",
        abstract: "How far the clocks of charging stations are off, the worst first.",
        discussion: """
            Ahead of our clock is positive. `queued` messages waited at the station for more than 5 minutes and tell nothing.

            Examples:
              ocpplogs stats clock --since 24h
              ocpplogs stats clock 'site:depot-7' --json
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions
    @OptionGroup(title: "Output") var form: AnalysisOptions

    func run() async throws {
        try await AnalysisRun(part: .clock, asked: asked, place: place, manner: manner, form: form)
            .run()
    }
}
