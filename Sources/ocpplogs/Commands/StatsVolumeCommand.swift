import ArgumentParser
import Insights

/// `ocpplogs stats volume`: how much is sent, by action: entries and bytes.
struct StatsVolumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "volume",
        abstract: "How much is sent, by action: entries and bytes.",
        discussion: """
            Entries are counted; bytes are those on the wire, of the newest entries up to --read.

            Examples:
              ocpplogs stats volume --since 24h
              ocpplogs stats volume 'charger:CP-7' --json
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions
    @OptionGroup(title: "Output") var form: AnalysisOptions

    func run() async throws {
        try await AnalysisRun(part: .volume, asked: asked, place: place, manner: manner, form: form)
            .run()
    }
}
