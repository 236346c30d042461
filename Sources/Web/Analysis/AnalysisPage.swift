import Insights
import OCPP
import OCPPLog

/// What the page of analyses shows.
struct AnalysisPage: Sendable {
    /// A table in the navigation.
    struct Choice: Sendable {
        var label: String
        var url: String
        var isCurrent: Bool
    }

    /// What is wrong with the query.
    struct Fault: Sendable {
        var sentence: String
        /// The query with the fault mended; nil where there is no obvious way.
        var fix: String?
        var fixURL: String

        init(_ error: QueryError, _ question: AnalysisPageQuestion) {
            sentence = ShownText.of(EntrySentence.of(error.description))
            fix = error.fix.map { ShownText.of($0) }
            fixURL = question.url(text: error.fix ?? "")
        }
    }

    var frame: PageFrame
    var show: String
    var title: String
    var lead: String
    var choices: [Choice]
    /// The name of the field of the query.
    var queryLabel: String
    var query: String
    var placeholder: String
    var charger: String
    var sites: [TimeChoice.Option]
    var options: [TimeChoice.Option]
    var range: TimeFields
    var fault: Fault?
    var table: AnalysisTableView?
    /// What is to be known of the table.
    var notes: [String] = []
    /// What is said when not all was read.
    var part: String?
    var empty: EmptyLog?

    init(_ question: AnalysisPageQuestion, sites: SiteDirectory, frame: PageFrame) {
        self.frame = frame
        show = question.part.address
        title = question.part.label
        lead = question.part.question
        choices = AnalysisPart.allCases.map {
            Choice(label: $0.label, url: question.url(showing: $0), isCurrent: $0 == question.part)
        }
        let compares = question.part == .different
        queryLabel = compares ? "Selection, a query" : "Query"
        placeholder = compares ? "result:rejected" : "all entries"
        query = question.text
        charger = question.charger
        self.sites = TimeChoice.Option.sites(sites, chosen: question.site)
        options = question.time.options
        range = TimeFields(question.time, url: question.url)
    }

    /// The page with a table, where it has anything to say.
    mutating func show(_ table: AnalysisTable, of question: AnalysisPageQuestion) {
        if table.unreadable > 0 { frame.notices.append(HealthNotice(unreadable: table.unreadable)) }
        notes = table.notes.map { ShownText.of(EntrySentence.of($0)) }
        if table.more > 0 {
            notes.append(
                "\(Phrase.tally(table.more, "more row")) with smaller numbers: narrow the question to see them.")
        }
        if let reading = table.reading, let from = reading.from {
            part =
                "Columns with * are of the newest \(Phrase.tally(reading.entries, "entry", plural: "entries")) alone, "
                + "back to \(Phrase.stamp(from)), since there is much to read. Choose one charging station or a "
                + "shorter time to have all."
        }
        let view = AnalysisTableView(table, time: question.time.words)
        if view.tellsSomething { self.table = view }
    }
}
