import OCPP
import OCPPLog

/// What the page of the log was asked for: the text of the query, a stretch of time, and where to go on.
struct LogsQuestion: Sendable {
    var text: String
    var time: TimeChoice
    var cursor: Cursor?

    init(_ parameters: QueryString, now: Timestamp) throws(WebProblem) {
        text = parameters["q"] ?? ""
        time = try TimeChoice(parameters, now: now)
        cursor = try Parameters.cursor(in: parameters)
    }

    /// The address of the same question with another query.
    func url(query: String) -> String {
        Link.logs(
            ("q", query.isEmpty ? nil : query), ("since", time.recent?.rawValue),
            ("from", time.isRange ? time.from?.description : nil), ("to", time.isRange ? time.to?.description : nil))
    }

    /// The address of what follows an entry. A recent stretch of time becomes a fixed one, which does not move between
    /// pages.
    func url(after cursor: Cursor) -> String {
        Link.logs(
            ("q", text.isEmpty ? nil : text), ("from", time.from?.description), ("to", time.to?.description),
            ("cursor", cursor.description))
    }
}
