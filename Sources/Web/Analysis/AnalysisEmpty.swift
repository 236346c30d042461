import Insights
import OCPP
import OCPPLog

/// What the page of analyses says where it has no table: why, and what to do.
enum AnalysisEmpty {
    /// A comparison needs a selection.
    static func selection(_ question: AnalysisPageQuestion) -> EmptyLog {
        EmptyLog(
            title: "Choose a selection",
            sentences: [
                "Write a query that finds what you wonder about. It is compared with all other entries: by station, firmware, "
                    + "action, connector, time and more."
            ],
            steps: [
                ("Rejected requests", "result:rejected"), ("Requests without answer", "result:unanswered"),
                ("Errors", "severity:error"), ("Closed connections", "kind:connection reason:closed"),
            ].map { .init(label: $0.0, url: question.url(text: $0.1)) })
    }

    /// Even counting took too long.
    static func overdue(_ question: AnalysisPageQuestion) -> EmptyLog {
        EmptyLog(
            title: "Not finished in time",
            sentences: [
                "The table \(question.time.words) was not made within \(WebLimits.searchTime.components.seconds) s.",
                "Choose a shorter time, a site or one charging station.",
            ],
            steps: [.init(label: "Last hour", url: question.url(since: .hour))])
    }

    /// Nothing is like this.
    static func nothing(_ question: AnalysisPageQuestion, sites: [Site]) -> EmptyLog {
        var sentences = [
            "\(question.part.nothing) \(question.time.words)"
                + (question.isFiltered ? " that matches this query, site and charging station." : ".")
        ]
        if let from = question.time.from, let to = question.time.to, to <= from {
            sentences.append("The end of this time is not after its beginning.")
        }
        for (level, words) in [
            (Level.none, "nothing is recorded"), (.info, "routine messages are not recorded"),
        ] {
            let names = sites.filter { $0.level == level }.map { ShownText.of($0.name, limit: 60) }
            if let names = Phrase.list(names) {
                sentences.append("At log level \(level.rawValue) \(words): \(names).")
            }
        }
        var steps: [EmptyLog.Step] = []
        if question.time != .always { steps.append(.init(label: "At any time", url: question.url(since: nil))) }
        if question.isFiltered { steps.append(.init(label: "Without filters", url: question.unfilteredURL)) }
        return EmptyLog(title: "Nothing to show", sentences: sentences, steps: steps)
    }
}
