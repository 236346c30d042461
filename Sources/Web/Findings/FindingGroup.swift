import Insights
import OCPP
import OCPPLog

/// Findings of one rule as a page shows them: how serious, what is wrong, what to check next, where it stands.
struct FindingGroup: Sendable, Hashable {
    var icon: String
    /// `Error`, `Warning`, `Note`.
    var word: String
    var tone: String
    /// The rule: what queries call it and what it says.
    var code: String
    var title: String
    /// What the last of them says.
    var sentence: String?
    /// What the rule means.
    var meaning: Markup?
    var checks: [Markup]
    /// Whether there is a place that it can be seen at.
    var hasPlace = false
    /// Whether what to check next is shown at once.
    var isOpen = false
    /// What proves it, as a JSON pointer.
    var pointer: String?
    /// `3 times, last on …`; nil where there is one alone.
    var count: String?
    /// The entry in which the last one was found; nil on the page of that entry.
    var entryURL: String?
    var moment: String?
    var time: String?
    /// Entries from before that belong to it.
    var related: [RelatedSearch] = []
    /// All entries in which the rule found something.
    var searchURL: String

    /// So many entries from before are named.
    private static let mostRelated = 3

    /// A group of one rule, and the last finding of it.
    init(_ last: Finding, count: Int = 1, severity: FindingSeverity? = nil, first: Timestamp? = nil, linksEntry: Bool) {
        self.init(code: last.code, severity: severity ?? last.severity, charger: last.station.charger)
        sentence = EntrySentence.of(ShownText.of(last.sentence, limit: 400))
        pointer = last.pointer.map { ShownText.of($0, limit: 200) }
        if count > 1 {
            let since = first.map { " since \(Phrase.moment($0))" } ?? ""
            self.count = "\(Phrase.grouped(count)) times\(since), last"
        }
        related = last.related.prefix(Self.mostRelated).map {
            RelatedSearch(label: "What it refers to", url: Link.entry($0))
        }
        hasPlace = linksEntry || self.count != nil || pointer != nil || !related.isEmpty
        guard linksEntry else { return }
        entryURL = Link.entry(last.entryID)
        moment = last.datetime.description
        time = Phrase.moment(last.datetime)
    }

    /// A rule that found something when an entry was recorded, and of which no more is known.
    init(recorded code: String, of charger: ChargerID) {
        self.init(code: code, severity: FindingRules.about(code)?.severity ?? .note, charger: charger)
        sentence =
            "Found when the entry was recorded. What was before it is not in the log, or too much to be read again for this page."
    }

    private init(code: String, severity: FindingSeverity, charger: ChargerID) {
        let about = FindingRules.about(code)
        (icon, word) = Self.words(severity)
        tone = severity.rawValue
        self.code = ShownText.of(code, limit: 60)
        title = about?.title ?? ShownText.of(code, limit: 60)
        meaning = about.map { RuleText.markup($0.meaning, of: charger) }
        checks = about?.checks.map { RuleText.markup($0, of: charger) } ?? []
        searchURL = Link.logs(("q", Query.and([.charger(charger), .literal(.finding, code)]).description))
    }

    /// Groups of findings, the most serious first, then those with the most.
    /// - Parameter linksEntry: whether each says where its last one was found.
    static func all(_ findings: [Finding], linksEntry: Bool) -> [FindingGroup] {
        var tally = FindingTally(keeping: 0)
        for finding in findings { tally.add(finding) }
        return tally.rows.map {
            FindingGroup($0.last, count: $0.count, severity: $0.severity, first: $0.first, linksEntry: linksEntry)
        }
    }

    /// Icon and word of a severity.
    static func words(_ severity: FindingSeverity) -> (icon: String, word: String) {
        switch severity {
        case .error: ("✕", "Error")
        case .warning: ("▲", "Warning")
        case .note: ("●", "Note")
        }
    }
}
