import ArgumentParser
import Insights

/// `ocpplogs stats codes`: error codes, codes of makers, and the stations and actions that have them.
struct StatsCodesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codes",
        abstract: "Error codes, codes of makers, and the stations and actions that have them.",
        discussion: """
            A vendor code is one that OCPP does not define. An entry may have several codes, so shares add up to more than 100 %.

            Examples:
              ocpplogs stats codes --since 7d
              ocpplogs stats codes 'error:GroundFailure' -n 5 --json
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions
    @OptionGroup(title: "Output") var form: AnalysisOptions

    func run() async throws {
        try await AnalysisRun(part: .codes, asked: asked, place: place, manner: manner, form: form)
            .run()
    }
}
