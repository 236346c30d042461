import ArgumentParser
import Insights

/// `ocpplogs stats heatmap`: errors by charging station and time, the number in the cell.
struct StatsHeatmapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "heatmap",
        abstract: "Errors by charging station and time, the number in the cell.",
        discussion: """
            Each column is a stretch of time of a round length; --pieces 24 makes hours of a day. · means none.

            Examples:
              ocpplogs stats heatmap --since 24h --pieces 24
              ocpplogs stats heatmap 'error:GroundFailure' --since 7d
              ocpplogs stats heatmap --all 'action:BootNotification' --since 7d
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions
    @OptionGroup(title: "Output") var form: AnalysisOptions

    @Option(help: "At most so many stretches of time.")
    var pieces = 10

    @Flag(help: "All entries that match are counted, not only errors.")
    var all = false

    func run() async throws {
        try await AnalysisRun(part: .heatmap, asked: asked, place: place, manner: manner, form: form)
            .run(pieces: pieces, countsAll: all)
    }
}
