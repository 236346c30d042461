import OCPP
import OCPPLog

/// What the page says when it has no entries to show: why, and what to do.
struct EmptyLog: Sendable, Hashable {
    /// A way out.
    struct Step: Sendable, Hashable {
        var label: String
        var url: String
    }

    var title: String
    var sentences: [String]
    /// The address for charging stations; nil where there are entries, only not these.
    var address: String?
    /// What is said below the address.
    var notes: [String] = []
    /// A command that brings the log to life.
    var command: String?
    var steps: [Step] = []

    /// Nothing is there, for a reason that a page knows.
    init(title: String, sentences: [String], steps: [Step]) {
        self.title = title
        self.sentences = sentences
        self.steps = steps
    }

    /// Nothing was ever recorded.
    init(nothingRecorded settings: WebSettings) {
        title = "Nothing has been recorded yet"
        sentences = [
            settings.isProxy
                ? "Point a charging station at this program: its messages are forwarded to your CSMS and recorded here."
                : "Point a charging station at this program: its messages are answered and recorded here."
        ]
        if settings.imports != nil { steps = [Step(label: "Import a log that you have", url: FormAccess.upload)] }
        guard let url = settings.ocppURL else { return }
        address = "\(url)/IDENTITY"
        notes = ["IDENTITY stands for the name of the station. OCPP 1.6, 2.0.1 and 2.1 over WebSocket are understood."]
        let silent = settings.sitesInForce.filter { $0.level == .none }
        if !silent.isEmpty {
            notes.append("Stations of \(Self.names(of: silent)) are not recorded: the log level there is none.")
        }
        notes.append("No station at hand? This lets simulated ones talk for ten minutes. Then load this page again.")
        command = "ocpplogs simulate --chargers 5 --for 10m --to \(url)"
    }

    /// There are entries, but none that was asked for.
    /// - Parameter sites: with the levels that are in force.
    init(nothingFound query: Query, _ question: LogsQuestion, sites: [Site]) {
        title = "Nothing found"
        let time = question.time.words(in: question.look.zone)
        sentences = [
            question.text.isEmpty
                ? "There is no entry \(time)." : "No entry \(time) matches \(ShownText.of(question.text, limit: 200))"
        ]
        if let from = question.time.from, let to = question.time.to, to <= from {
            sentences.append("The end of this time is not after its beginning.")
        }
        if let hint = Self.levelHint(query, sites) { sentences.append(hint) }
        if Self.holdsText(query) {
            sentences.append(
                #"Letters that a station wrote as \u escapes are not found by their letters: "Müller" sent as M\u00fcller."#
            )
        }
        steps = LoneWord(query)?.steps(question) ?? Self.withoutOneTerm(query, question)
        if question.time != .always {
            steps.append(Step(label: "Search all of the log", url: question.url(time: .always)))
        }
        if !question.text.isEmpty { steps.append(Step(label: "Clear the search", url: question.url(query: ""))) }
    }

    /// Nothing was found yet: the time was up before the end of the log was reached.
    init(nothingFoundUpTo moment: Timestamp, _ question: LogsQuestion, goOn url: String) {
        let zone = question.look.zone
        title = "Nothing found yet"
        sentences = [
            "Everything \(question.isOldestFirst ? "up" : "back") to \(zone.words(moment)) \(zone.offset(at: moment)) "
                + "was searched. There is more."
        ]
        steps = [Step(label: "Search on", url: url)]
    }

    /// Whether a word or quoted text is asked for. (What is negated is not asked for.)
    private static func holdsText(_ query: Query) -> Bool {
        switch query {
        case .text: true
        case .and(let terms), .or(let terms): terms.contains(where: holdsText)
        case .everything, .not, .field: false
        }
    }

    /// The query with each of its terms left out in turn.
    private static func withoutOneTerm(_ query: Query, _ question: LogsQuestion) -> [Step] {
        guard case .and(let terms) = query, terms.count > 1 else { return [] }
        return terms.indices.prefix(5).map { index in
            var rest = terms
            rest.remove(at: index)
            let text = rest.count == 1 ? rest[0].description : Query.and(rest).description
            return Step(
                label: "Search without \(ShownText.of(terms[index].description, limit: 60))",
                url: question.url(query: text))
        }
    }

    /// Sites that do not keep the actions that were asked for: their absence says nothing.
    private static func levelHint(_ query: Query, _ sites: [Site]) -> String? {
        let actions = askedActions(query)
        let lacking = sites.filter { site in actions.contains { $0.level > site.level } }
        guard !lacking.isEmpty, let names = Phrase.list(actions.map(\.action.rawValue)) else { return nil }
        let levels = Set(lacking.map(\.level.rawValue)).sorted().joined(separator: " or ")
        return
            "At log level \(levels), \(names) \(actions.count == 1 ? "is" : "are") not recorded. Sites at that level: "
            + "\(Self.names(of: lacking))."
    }

    /// The actions that the query names and no `info` level keeps. (What is negated is not asked for.)
    private static func askedActions(_ query: Query) -> [ActionSpecification] {
        switch query {
        case .and(let terms), .or(let terms): return terms.flatMap(askedActions)
        case .field(.action, let values):
            return values.flatMap { value -> [ActionSpecification] in
                guard case .glob(let glob) = value else { return [] }
                return ActionSpecification.all.filter { $0.level == .debug && glob.matches($0.action.rawValue) }
            }
        case .everything, .not, .text, .field: return []
        }
    }

    private static func names(of sites: [Site]) -> String {
        Phrase.list(sites.map { ShownText.of($0.name, limit: 60) }) ?? "no site"
    }
}
