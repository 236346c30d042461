import Insights
import OCPPLog

/// That rules found something in an entry, as a row says it: how much and how serious, and in words for those who do not see it.
struct FindingMark: Sendable, Hashable {
    /// So many rules are named.
    private static let mostNamed = 4

    var count: Int
    var tone: String
    /// `2 findings: A connector is out of order, The clock of the station is wrong`.
    var text: String
    /// The findings on the entry's page.
    var url: String

    /// Nil where nothing was found when the entry was recorded.
    init?(_ entry: Entry) {
        guard !entry.findings.isEmpty else { return nil }
        let abouts = entry.findings.map { FindingRules.about($0) }
        let titles = zip(entry.findings, abouts).map { $1?.title ?? ShownText.of($0, limit: 60) }
        count = entry.findings.count
        tone = (abouts.compactMap { $0?.severity }.min() ?? .note).rawValue
        text = "\(Phrase.count(count, "finding")): \(Phrase.list(titles, limit: Self.mostNamed) ?? "")"
        url = Link.entry(entry.id, part: "findings")
    }
}
