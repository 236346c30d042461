import OCPP
import OCPPLog

/// Which entries an operation is asked about: a query, values of keys beside it, and a stretch of time.
struct EntryQuestion: Sendable {
    /// The query and the values, together.
    var query: Query
    var from: Timestamp?
    var to: Timestamp?

    /// The keys that are parameters of their own, so that programs need no query language.
    static let keys: [Field] = [
        .action, .charger, .site, .connector, .status, .error, .source, .tag, .tx, .level, .version,
    ]
    /// So many values of one key may be given.
    static let mostValues = 64

    /// The parameters: `q`, one for each of ``keys``, `from` and `to`.
    static let parameters: [APIParameter] = [.q] + keys.map(parameter) + [.from, .to]

    /// - Throws: the fault of the query or of a value.
    init(_ call: APICall, now: Timestamp) throws(WebProblem) {
        var terms = [try call.query()].filter { $0 != .everything }
        for field in Self.keys {
            let values = call.all(field.name)
            guard !values.isEmpty else { continue }
            terms.append(.field(field, values.map { Self.value($0, of: field) }))
        }
        query = terms.count > 1 ? .and(terms) : terms.first ?? .everything
        from = call.moment("from", now: now)
        to = call.moment("to", now: now)
    }

    /// A whole value: nothing in it has a meaning of its own.
    private static func value(_ text: String, of field: Field) -> Query.Value {
        if field.values == .number, let number = Int(text) { return .number(number) }
        return .glob(Glob(literal: text))
    }

    private static func parameter(_ field: Field) -> APIParameter {
        let values: APIParameter.Values
        switch field.values {
        case .number: values = .number(0...Int(Int32.max))
        case .oneOf(let words): values = .word(words, standard: nil)
        default: values = .text(longest: 512)
        }
        return APIParameter(
            field.name, values,
            "Entries whose `\(field.name)` is this value, whole and in any case. Given more than once: any of them.",
            most: mostValues)
    }
}

extension APIParameter {
    /// `q`: a query.
    static let q = APIParameter(
        "q", .query, "A query, as in the search bar. Left out: every entry.", example: "status:Faulted charger:DE-MUC-*"
    )
    /// `from`: the first moment.
    static let from = APIParameter(
        "from", .moment,
        "The first moment, included: RFC 3339, or a time before now such as `15m`, `24h`, `7d`. Left out: the beginning."
    )
    /// `to`: the first moment that is too late.
    static let to = APIParameter(
        "to", .moment, "The first moment that is too late, written as `from` is. Left out: the end of the log.")
    /// `limit`: how many entries.
    static let limit = APIParameter("limit", .whole(1...1_000, standard: 100), "At most so many entries.")
    /// `order`: which come first.
    static let order = APIParameter(
        "order", .word(Search.Order.allCases.map(\.rawValue), standard: Search.Order.newestFirst.rawValue),
        "`desc`: the newest entry first; `asc`: the oldest first.")
    /// `fields`: what of an entry is told.
    static let fields = APIParameter(
        "fields", .words(EntryField.allCases.map(\.rawValue)),
        "The fields of an entry that are wanted, in this order. Left out: all but the two frames.",
        example: ["datetime", "charger_id", "action"])
    /// `{id}` of an entry.
    static let entryID = APIParameter.path("id", "The `id` of an entry.", example: "3f09a2c1-1842")
}

extension APICall {
    /// The order that is asked for.
    var order: Search.Order {
        word(.order).flatMap { Search.Order(rawValue: $0) } ?? .newestFirst
    }

    /// The fields that are asked for; nil when it is left open.
    var fields: [EntryField]? {
        self["fields"].map { $0.split(separator: ",").compactMap { EntryField(rawValue: String($0)) } }
    }
}
