import OCPP
import OCPPLog

/// What a foreign log is, and how it was read, as lines of a page.
struct ImportFacts: Sendable, Hashable {
    /// A line.
    struct Fact: Sendable, Hashable {
        var name: String
        var text: String
    }

    /// Lines that are no entries.
    struct Reject: Sendable, Hashable {
        var line: String
        var reason: String
    }

    var facts: [Fact] = []
    /// What was assumed.
    var notes: [String] = []
    /// Lines that hold nothing to record.
    var passedOver: [String] = []
    var rejects: [Reject] = []
    /// Nil when all lines were read.
    var rejectsCaption: String?

    init(_ upload: Upload, _ survey: ImportSurvey, _ rejects: RejectTally, _ account: ReadingAccount) {
        func add(_ name: String, _ text: String?) {
            if let text { facts.append(Fact(name: name, text: text)) }
        }
        add("Sent", "\(upload.title), \(Phrase.size(Double(upload.size)))")
        add("Read as", account.format.map { Self.words($0, account.runnerUp) })
        if let first = survey.first, let last = survey.last {
            let times = MomentColumn([first, last])
            let ends = first == last ? times.text(first) : "\(times.text(first)) to \(times.text(last))"
            add("Time (\(times.head))", ends)
        }
        add("Charging stations", Self.stations(survey))
        add(
            "OCPP",
            Phrase.list(survey.versions.map { $0 == .unknown ? "not known" : $0.rawValue }.sorted(), limit: 10))
        notes = account.notes.prefix(20).map { Self.sentence($0) }
        passedOver = account.passedOver.prefix(20).map {
            "\(Phrase.tally($0.count, "line")): \(ShownText.of($0.sentence, limit: 500)). "
                + "First: line \(Phrase.grouped($0.firstLine))."
        }
        self.rejects = rejects.first.map {
            Reject(line: Phrase.grouped($0.line), reason: Self.sentence($0.reason))
        }
        let told = rejects.count > rejects.first.count ? ", the first \(rejects.first.count) of them" : ""
        if rejects.count > 0 { rejectsCaption = Phrase.tally(rejects.count, "line") + told }
    }

    /// What a reader says, as a sentence of a page. Options of the command line are no help here.
    static func sentence(_ text: String) -> String {
        let text = text.firstRange(of: "; --").map { String(text[..<$0.lowerBound]) } ?? text
        return EntrySentence.capital(ShownText.of(text, limit: 500)) + "."
    }

    private static func words(_ guess: ReadingAccount.Guess, _ other: ReadingAccount.Guess?) -> String {
        let share = Int((guess.confidence * 100).rounded())
        let certainty = share >= 75 ? "certain" : share >= 40 ? "likely" : "a guess"
        let next = other.map { "; next best: \($0.title)" } ?? ""
        return ShownText.of("\(guess.title): \(certainty), \(share)\u{A0}%\(next)", limit: 400)
    }

    private static func stations(_ survey: ImportSurvey) -> String? {
        let sorted = survey.stations.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        let texts = sorted.map { "\(EntryWords.charger($0.key, limit: 48)) (\(Phrase.grouped($0.value)))" }
        let list = Phrase.list(texts, limit: 12)
        return survey.hasMoreStations ? list.map { "\($0), or even more" } : list
    }
}
