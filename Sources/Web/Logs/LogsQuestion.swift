import OCPP
import OCPPLog

/// What the page of the log was asked for: the text of the query, a stretch of time, where to go on, and how it looks.
struct LogsQuestion: Sendable {
    var text: String
    var time: TimeChoice
    /// Which entries come first.
    var order: Search.Order
    var cursor: Cursor?
    var look: LogsLook

    static let parameters = ["q", "since", "from", "to", "order", "cursor", "live", "sel"] + LogsLook.names

    init(_ parameters: QueryString, now: Timestamp) throws(WebProblem) {
        text = parameters["q"] ?? ""
        look = try LogsLook(parameters)
        // Fields of the form are read in the zone that they were shown in, whatever zone is chosen beside them.
        let written = try PageZone.of("in", parameters) ?? look.zone
        time = try TimeChoice(parameters, now: now, zone: written)
        let text = parameters["order"].flatMap { $0.isEmpty ? nil : $0 } ?? Search.Order.newestFirst.rawValue
        guard let order = Search.Order(rawValue: text) else {
            throw .badParameter("order", "\"order\" is desc or asc.")
        }
        self.order = order
        cursor = try Parameters.cursor(in: parameters)
    }

    /// A query at any time.
    init(text: String, look: LogsLook) {
        self.text = text
        self.look = look
        time = .always
        order = .newestFirst
    }

    /// The address of the same question from its first page.
    var url: String { url(time: time, cursor: nil) }

    /// The address of the very same page in another look.
    func url(look: LogsLook) -> String {
        var question = self
        question.look = look
        return question.url(time: time, cursor: cursor)
    }

    /// The address of the same question with another query.
    func url(query: String) -> String {
        var question = self
        question.text = query
        return question.url(time: time, cursor: nil)
    }

    /// The address of the same question in another stretch of time.
    func url(time: TimeChoice) -> String { url(time: time, cursor: nil) }

    /// The address of the same question with the other entries first.
    var turnedURL: String {
        var question = self
        question.order = isOldestFirst ? .newestFirst : .oldestFirst
        return question.url
    }

    var isOldestFirst: Bool { order == .oldestFirst }

    /// The address of what follows an entry. A recent stretch of time becomes a fixed one, which does not move between
    /// pages.
    func url(after cursor: Cursor) -> String {
        url(time: TimeChoice(from: time.from, to: time.to), cursor: cursor)
    }

    private func url(time: TimeChoice, cursor: Cursor?) -> String {
        var question = self
        question.time = time
        question.cursor = cursor
        return Link.to("/logs", question.pageParameters)
    }

    /// What stands in the address of the page.
    var pageParameters: [(name: String, value: String?)] {
        [
            ("q", text.isEmpty ? nil : text), ("since", time.recent?.rawValue),
            ("from", time.isRange ? time.from?.description : nil), ("to", time.isRange ? time.to?.description : nil),
            ("order", isOldestFirst ? order.rawValue : nil), ("cursor", cursor?.description),
        ] + look.parameters
    }
}
