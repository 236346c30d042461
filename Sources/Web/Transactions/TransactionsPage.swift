import Insights
import OCPP
import OCPPLog

/// What the page of transactions shows.
struct TransactionsPage: Sendable {
    /// So many are shown, the newest.
    static let most = 200

    var frame: PageFrame
    var charger: String
    var sites: [TimeChoice.Option]
    var ends: [TimeChoice.Option]
    var options: [TimeChoice.Option]
    var range: TimeFields
    var rows: [TransactionRow] = []
    /// The zone of their starts.
    var startHead = ""
    /// What the table holds; nil where there is no table.
    var caption: String?
    /// What is to be known of the table.
    var notes: [String] = []
    /// What is said when not all was read.
    var part: String?
    var empty: EmptyLog?

    init(_ question: TransactionsQuestion, sites: SiteDirectory, frame: PageFrame) {
        self.frame = frame
        charger = question.charger
        self.sites = TimeChoice.Option.sites(sites, chosen: question.site)
        ends =
            [.init(value: "", label: "Any end", isChosen: question.end == nil)]
            + Transaction.End.allCases.map {
                .init(value: $0.rawValue, label: TransactionWords.label($0), isChosen: $0 == question.end)
            }
        options = question.time.options
        range = TimeFields(question.time, url: question.url)
    }

    /// The page with what was found.
    mutating func show(_ list: TransactionList, of question: TransactionsQuestion, now: Timestamp) {
        if list.reading.unreadable > 0 { frame.notices.append(HealthNotice(unreadable: list.reading.unreadable)) }
        // What runs comes first: that is what one may still do something about.
        let ordered = list.newest.filter { $0.end == .running } + list.newest.filter { $0.end != .running }
        (rows, startHead) = TransactionRow.all(ordered, now: now)
        guard !rows.isEmpty else { return }
        let count = Phrase.grouped(list.total)
        let what = list.total == 1 ? "transaction" : "transactions"
        let which = list.total > rows.count ? "The newest \(Phrase.grouped(rows.count)) of \(count)" : count
        caption = "\(which) \(what) \(question.time.words), running ones first"
        if !question.readsMeters, rows.contains(where: { $0.peak == nil }) {
            notes.append("The peak power of all of them is known when one charging station is chosen.")
        }
        if question.time.from != nil {
            notes.append("Reading began a day before: of a transaction that began earlier the start is not seen.")
        }
    }

    /// Says so where not all was read.
    mutating func tellPart(_ reading: InsightReading) {
        guard !reading.isComplete else { return }
        let end = reading.reached.map { " up to \(Phrase.stamp($0))" } ?? ""
        part =
            "Only a part was read\(end), since there is much: \(Phrase.grouped(reading.entries)) messages. "
            + "Choose one charging station or a shorter time to see all."
    }
}
