import ArgumentParser
import Insights

/// `ocpplogs stats transactions`: transactions that failed, by cause: refused, ended for a bad reason, without energy.
struct StatsTransactionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transactions",
        abstract: "Transactions that failed, by cause: refused, ended for a bad reason, without energy.",
        discussion: """
            Counted are messages: a StopTransaction that is sent twice counts twice.

            Examples:
              ocpplogs stats transactions --since 7d
              ocpplogs stats transactions 'site:depot-7' --json
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions
    @OptionGroup(title: "Output") var form: AnalysisOptions

    func run() async throws {
        try await AnalysisRun(part: .transactions, asked: asked, place: place, manner: manner, form: form)
            .run()
    }
}
