import OCPP
import OCPPLog

/// What the page of one entry shows.
struct EntryPage: Sendable {
    /// One fact and what it is called.
    struct Fact: Sendable, Hashable {
        var name: String
        var value: String
        /// Whether the value is one of the machines: ids, codes, numbers.
        var isCode: Bool
    }

    var frame: PageFrame
    var icon: String
    var result: String
    var tone: String
    /// The action; of an entry without one what it is.
    var heading: String
    var charger: String
    /// The page of the charging station.
    var chargerURL: String
    /// `→ CSMS` or `← CSMS`; nil where nothing was sent from one to the other.
    var direction: String?
    /// What happened in words: who asked whom, and why the entry is no plain exchange.
    var sentence: String
    var summary: String
    /// What rules found.
    var findings: [FindingGroup] = [] {
        didSet { hasFindings = !findings.isEmpty }
    }
    private(set) var hasFindings = false
    var facts: [Fact]
    var sides: [PayloadView]
    var related: [RelatedSearch]
    /// Nil where nothing can be pinned.
    var pin: EntryPin?
    /// What explains it: what held before, and the call that asked for it or what its call brought about.
    var lines: [EntryLine] = []
    /// Entries next to it.
    var neighbours: [RelatedSearch] = []
    var explanation: EntryExplanation?
    var copies: [EntryCopies.Copy] = []
    /// The id that two entries are compared by.
    var id: String
    /// The same entry for programs.
    var apiURL: String

    /// - Parameters:
    ///   - findings: what rules found in it.
    ///   - part: which part of long frames is shown, counted from 1.
    init(
        _ entry: Entry, frame: PageFrame, sites: SiteDirectory, findings: [FindingGroup] = [], part: Int = 1,
        authority: String = ""
    ) {
        let mark = ResultMark(of: entry)
        self.frame = frame
        icon = mark.icon
        result = ShownText.of(mark.word, limit: 80)
        tone = mark.tone.rawValue
        heading =
            entry.action.map { ShownText.of($0.rawValue, limit: 200) }
            ?? EntrySentence.capital(EntryWords.kind(entry.kind))
        charger = EntryWords.charger(entry.chargerID, limit: 2_000)
        chargerURL = Link.station(entry.chargerID)
        direction = Self.direction(of: entry)
        sentence = EntryPage.sentence(of: entry)
        summary = EntryPage.summary(of: entry)
        facts = EntryFacts.of(entry, sites: sites)
        sides = EntryPage.sides(of: entry, findings, part: part)
        for index in sides.indices { sides[index].fileURL = FrameHandler.address(of: sides[index].id, entry.id) }
        related = RelatedSearch.all(of: entry)
        apiURL = "/api/v1/entries/\(entry.id)"
        id = entry.id.description
        explanation = EntryExplanation(entry)
        copies = EntryCopies.all(of: entry, authority: authority)
        self.findings = findings
        hasFindings = !findings.isEmpty
    }

    /// Adds what stands around it.
    mutating func show(_ around: EntryNeighbours, of entry: Entry) {
        lines = [
            around.tied.map { EntryLine.tied($0, to: entry) },
            around.alike.flatMap { EntryLine.before($0, of: entry) },
        ].compactMap(\.self)
        func add(_ label: String, _ other: Entry?) {
            if let other { neighbours.append(RelatedSearch(label: label, url: Link.entry(other.id))) }
        }
        add("Previous of this station", around.previous)
        add("Next of this station", around.next)
        guard let alike = around.alike else { return }
        add("Previous \(heading)", alike)
        neighbours.append(
            RelatedSearch(
                label: "Compare with the previous like this",
                url: Link.to("/compare", [("a", alike.id.description), ("b", id)])))
    }

    /// What the sentence does not say: where there is nothing to sum up, it says all.
    private static func summary(of entry: Entry) -> String {
        switch entry.kind {
        case .exchange, .send: Summary.text(of: entry)
        case .unanswered: Summary.request(of: entry)
        case .orphan, .malformed, .connection, .gap: ""
        }
    }

    private static func direction(of entry: Entry) -> String? {
        switch entry.kind {
        case .connection, .gap: nil
        case .exchange, .unanswered, .orphan, .send, .malformed: entry.source == .cp ? "→ CSMS" : "← CSMS"
        }
    }

    private static func sides(of entry: Entry, _ findings: [FindingGroup], part: Int) -> [PayloadView] {
        let isFrame = entry.kind != .malformed
        let request = entry.request.map {
            PayloadView(
                $0, id: "request", title: isFrame ? "Request" : "What was received", part: part,
                notes: notes(findings, "/request"))
        }
        let response = entry.response.map {
            PayloadView($0, id: "response", title: "Response", part: part, notes: notes(findings, "/response"))
        }
        return [request, response].compactMap(\.self)
    }

    /// What findings say of places in one side.
    private static func notes(_ findings: [FindingGroup], _ side: String) -> [String: [PayloadTree.Note]] {
        var notes: [String: [PayloadTree.Note]] = [:]
        for finding in findings {
            guard let pointer = finding.pointer, pointer.hasPrefix(side + "/") else { continue }
            notes[String(pointer.dropFirst(side.count)), default: []]
                .append(.init(tone: finding.tone, text: finding.title))
        }
        return notes
    }

    private static func sentence(of entry: Entry) -> String {
        let detail = entry.detail.map { EntrySentence.of(ShownText.of($0)) } ?? ""
        let sender = entry.source == .cp ? "The charging station" : "The CSMS"
        switch entry.kind {
        case .exchange:
            let answer = entry.source == .cp ? "the CSMS" : "the charging station"
            let latency = entry.latency.map { " after \(EntryWords.latency($0)) ms" } ?? ""
            let ending = entry.response?.error == nil ? "answered" : "answered with an error"
            return "\(sender) asked, \(answer) \(ending)\(latency). \(detail)"
        case .unanswered: return "\(sender) asked and got no answer. \(detail)"
        case .orphan: return "\(sender) sent an answer that belongs to no open request. \(detail)"
        case .send: return "\(sender) sent a message that is not answered. \(detail)"
        case .malformed: return "\(sender) sent something that is no OCPP message. \(detail)"
        case .connection: return detail
        case .gap: return detail.isEmpty ? "Messages are missing here. " : detail
        }
    }
}
