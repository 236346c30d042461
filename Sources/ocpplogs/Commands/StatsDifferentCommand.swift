import ArgumentParser
import Insights

/// `ocpplogs stats different`: what a selection has more of than the rest: maker, firmware, connector, time, action …
struct StatsDifferentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "different",
        abstract: "What a selection has more of than the rest: maker, firmware, connector, time, action …",
        discussion: """
            The query selects; --site, --charger and --since bound both the selection and the rest. For each value its share of \
            both, the largest difference first. Values are left out that are rare (fewer than 5 entries, seen and expected) or \
            that differ by less than three standard errors.

            Examples:
              ocpplogs stats different 'result:rejected' --since 7d
              ocpplogs stats different 'error:GroundFailure' --site depot-7 --json
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions
    @OptionGroup(title: "Output") var form: AnalysisOptions

    func run() async throws {
        try await AnalysisRun(part: .different, asked: asked, place: place, manner: manner, form: form)
            .run()
    }
}
