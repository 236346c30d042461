import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `GET /api/v1/entries/{id}/context`: what happened before and after an entry, at the same place.
struct ContextAPI: Sendable {
    let store: any EntryStore
    let settings: WebSettings

    /// What counts as the same place.
    private enum Scope: String, CaseIterable {
        case charger, connector, tx, site
    }

    private static let scope = APIParameter(
        "scope", .word(Scope.allCases.map(\.rawValue), standard: Scope.charger.rawValue),
        "The same charging station, the same connector of it, the same transaction of it, or the same site.")
    private static let before = APIParameter("before", .whole(0...500, standard: 20), "So many entries before it.")
    private static let after = APIParameter("after", .whole(0...500, standard: 20), "So many entries after it.")

    /// What the router serves and the OpenAPI document says.
    var operation: APIOperation {
        APIOperation(
            method: .get, path: "/api/v1/entries/{id}/context", name: "getContext",
            summary: "What happened before and after an entry",
            detail: """
                All three parts are in the order of time. An entry that names no connector or transaction has no such \
                context: that is the problem `no_scope`.
                """,
            parameters: [.entryID, Self.scope, Self.before, Self.after, .fields],
            responses: [.json("The entry and its neighbours.", Self.schema)],
            problems: [APIProblem(.notFound, "not_found", "no_scope")], answer: answer)
    }

    @Sendable private func answer(_ call: APICall) async throws -> Response {
        let entry = try await store.entry(named: call["id"])
        let scope = call.word(Self.scope).flatMap { Scope(rawValue: $0) } ?? .charger
        let query = try Self.query(scope, of: entry)
        let (before, after) = (call.whole(Self.before), call.whole(Self.after))
        let (earlier, later) = try await call.context.whileClientStays {
            async let earlier = neighbours(of: entry, query, .newestFirst, before)
            async let later = neighbours(of: entry, query, .oldestFirst, after)
            return try await (earlier, later)
        }
        let fields = call.fields ?? EntryField.listed
        func written(_ entry: Entry) -> JSONTree {
            var bytes: [UInt8] = []
            EntryJSON.append(entry, fields: fields, to: &bytes)
            return .written(bytes)
        }
        return .json([
            "scope": .text(scope.rawValue), "before": .list(earlier.entries.reversed().map(written)),
            "entry": written(entry), "after": .list(later.entries.map(written)),
            "more_before": .flag(earlier.next != nil), "more_after": .flag(later.next != nil),
            "unreadable": .number(earlier.unreadable + later.unreadable),
        ])
    }

    private func neighbours(
        of entry: Entry, _ query: Query, _ order: Search.Order, _ limit: Int
    ) async throws -> Page {
        // One more is asked for when none is wanted: whether there is any is told all the same.
        var page = try await store.search(
            Search(
                query, order: order, after: Cursor(after: entry), limit: max(1, limit), sites: settings.sites,
                budget: WebLimits.searchTime))
        if limit == 0, !page.entries.isEmpty {
            page.next = Cursor(after: entry)
            page.entries = []
        }
        return page
    }

    private static func query(_ scope: Scope, of entry: Entry) throws(WebProblem) -> Query {
        let charger = Query.charger(entry.chargerID)
        switch scope {
        case .charger: return charger
        case .site: return .literal(.site, entry.siteID.rawValue)
        case .connector:
            guard let connector = entry.connectorID else { throw .noScope("connector") }
            return .and([charger, .field(.connector, [.number(connector)])])
        case .tx:
            guard let transaction = entry.transactionID else { throw .noScope("transaction") }
            return .and([charger, .literal(.tx, transaction)])
        }
    }

    private static let schema = JSONTree.shared(
        "Context",
        APISchemas.object([
            .init("scope", ["enum": .list(Scope.allCases.map { .text($0.rawValue) })]),
            .init("before", APISchemas.list(of: APISchemas.someEntry)), .init("entry", APISchemas.someEntry),
            .init("after", APISchemas.list(of: APISchemas.someEntry)),
            .init("more_before", APISchemas.described(["type": "boolean"], "Whether there are more, or may be.")),
            .init("more_after", ["type": "boolean"]), .init("unreadable", APISchemas.count),
        ]))
}

extension WebProblem {
    fileprivate static func noScope(_ what: String) -> WebProblem {
        var problem = WebProblem(
            .notFound, "no_scope", "The entry has no such context", "The entry names no \(what).")
        problem.parameter = "scope"
        return problem
    }
}
