import Crypto
import OCPP
import OCPPLog

/// Where a page ended, bound to the question that it answered: with another question it would show the wrong entries.
///
/// A stretch of time that was given as a time before now is kept as it was on the first page, so that it does not move
/// between pages. Printed as one word of letters, digits, `-`, `_` and `.`, which means nothing to clients.
struct BoundCursor: Sendable, Hashable, CustomStringConvertible {
    var place: Cursor
    /// The ends of the stretch of time, where they were given as times before now.
    var from: Timestamp?
    var to: Timestamp?
    /// What the question was, in few bytes.
    var question: String

    /// Reads the printed form; nil when the text is none.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, let place = Cursor(parts[0]) else { return nil }
        self.place = place
        question = String(parts[1])
        for (part, end) in [(parts[2], \Self.from), (parts[3], \Self.to)]
            as [(Substring, WritableKeyPath<Self, Timestamp?>)]
        where !part.isEmpty {
            guard let microseconds = Int64(part) else { return nil }
            self[keyPath: end] = Timestamp(microseconds: microseconds)
        }
        guard description == text else { return nil }
    }

    init(_ place: Cursor, question: String, from: Timestamp?, to: Timestamp?) {
        self.place = place
        self.question = question
        self.from = from
        self.to = to
    }

    /// The printed form, which `init(_:)` reads.
    var description: String {
        let ends = [from, to].map { $0.map { String($0.microseconds) } ?? "" }
        return "\(place).\(question).\(ends[0]).\(ends[1])"
    }

    /// A question in few bytes: queries that mean the same by their spelling are the same.
    static func digest(_ query: Query, from: String?, to: String?, order: Search.Order) -> String {
        let text = [order.rawValue, from ?? "", to ?? "", query.description].joined(separator: "\u{0}")
        return SHA256.hash(data: Array(text.utf8)).prefix(8)
            .map { String(Int($0) | 0x100, radix: 16).dropFirst() }.joined()
    }
}

/// A question, its order and the place where it goes on, as the cursor says it.
struct PagedQuestion: Sendable {
    var question: EntryQuestion
    var order: Search.Order
    var after: Cursor?
    private let digest: String
    private let movesFrom: Bool
    private let movesTo: Bool

    /// `cursor`: where an earlier answer ended.
    static let cursor = APIParameter(
        "cursor", .cursor,
        "Goes on after a page: its `next`. The other parameters are the same as for that page, but for `limit` and `fields`."
    )

    /// - Throws: the fault of a parameter; `bad_cursor` for a cursor of another question.
    init(_ call: APICall, now: Timestamp) throws(WebProblem) {
        question = try EntryQuestion(call, now: now)
        order = call.order
        digest = BoundCursor.digest(question.query, from: call["from"], to: call["to"], order: order)
        movesFrom = call["from"].map(Moment.isRelative) ?? false
        movesTo = call["to"].map(Moment.isRelative) ?? false
        guard let text = call["cursor"], !text.isEmpty else { return }
        guard let cursor = BoundCursor(text) else {
            throw .badCursor("\"cursor\" is not one that an earlier answer gave as \"next\".")
        }
        guard cursor.question == digest else {
            throw .badCursor(
                "The cursor belongs to another question: q, the keys, from, to and order stay the same from page to page."
            )
        }
        after = cursor.place
        if movesFrom { question.from = cursor.from }
        if movesTo { question.to = cursor.to }
    }

    /// The cursor of what follows a page.
    func next(_ place: Cursor) -> BoundCursor {
        BoundCursor(
            place, question: digest, from: movesFrom ? question.from : nil, to: movesTo ? question.to : nil)
    }
}
