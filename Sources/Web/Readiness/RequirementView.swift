import Insights
import OCPP
import OCPPLog

/// What was seen of one requirement, as a page shows it.
struct RequirementView: Sendable {
    /// An entry that proves it.
    struct Evidence: Sendable {
        var label: String
        var url: String
    }

    var title: String
    var why: String?
    var isOptional: Bool
    var icon: String
    /// `passed`, `not observable`: short enough for a column.
    var words: String
    /// The same in full.
    var allWords: String
    var tone: String
    var detail: String
    /// The first evidence; nil where there is none.
    var url: String?
    var evidence: [Evidence]

    init(_ result: RequirementResult) {
        title = ShownText.of(result.requirement.title, limit: 120)
        why = result.requirement.why.isEmpty ? nil : ShownText.of(result.requirement.why)
        isOptional = !result.requirement.isRequired
        icon = result.state.icon
        allWords = EntrySentence.capital(result.state.words)
        words = result.state == .notObservable ? "Not observable" : allWords
        tone =
            switch result.state {
            case .passed: "ok"
            case .rejected, .error: result.requirement.isRequired ? "error" : "warning"
            case .noAnswer: "warning"
            case .notSeen, .notObservable: "note"
            }
        detail = ShownText.of(EntrySentence.of(result.detail))
        evidence = result.evidence.map { .init(label: "\($0)", url: Link.entry($0)) }
        url = evidence.first?.url
    }
}

/// One charging station and a profile, as a page shows it.
struct StationReadinessView: Sendable {
    /// Something that is known of the station.
    struct Fact: Sendable {
        var name: String
        var value: String
    }

    var caption: String
    var isReady: Bool
    /// `9 of 14 passed`.
    var counts: String
    var facts: [Fact]
    var requirements: [RequirementView]
    var stationURL: String
    var reportURL: String
    var jsonURL: String

    init(_ result: ReadinessResult, _ question: ReadinessQuestion) {
        let site = ShownText.of(result.station.site.rawValue, limit: 60)
        caption = "What is wanted, and what was seen \(question.time.words)"
        isReady = result.isReady
        let states = RequirementState.allCases.compactMap { state -> String? in
            let count = result.count(state)
            return count > 0 ? "\(count) \(state.words)" : nil
        }
        counts = states.joined(separator: ", ")
        let span = result.span.map { "\(Phrase.stretch($0.lowerBound, $0.upperBound))" }
        facts = [
            ("Maker and model", [result.boot?.vendor, result.boot?.model].compactMap(\.self).joined(separator: " ")),
            ("Firmware", result.boot?.firmware ?? ""), ("Site", site),
            (
                "Looked at",
                [Phrase.tally(result.entries, "entry", plural: "entries"), span].compactMap(\.self).joined(
                    separator: ", ")
            ),
        ].filter { !$0.1.isEmpty }.map { Fact(name: $0.0, value: ShownText.of($0.1, limit: 200)) }
        requirements = result.results.map { RequirementView($0) }
        stationURL = Link.station(result.station.charger)
        reportURL = question.reportURL(of: result.station)
        jsonURL = question.jsonURL(of: result.station)
    }
}
