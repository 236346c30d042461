import ArgumentParser
import Insights

/// `ocpplogs stats reboots`: charging stations that booted: how often, how soon again, with which firmware.
struct StatsRebootsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reboots",
        abstract: "Charging stations that booted: how often, how soon again, with which firmware.",
        discussion: """
            `refused` counts boots that were not answered with Accepted; `shortest` is the time between two boots.

            Examples:
              ocpplogs stats reboots --since 7d
              ocpplogs stats reboots 'charger:DE-*' -n 5 --json
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions
    @OptionGroup(title: "Output") var form: AnalysisOptions

    func run() async throws {
        try await AnalysisRun(part: .reboots, asked: asked, place: place, manner: manner, form: form)
            .run()
    }
}
