import HTTPTypes
import Hummingbird
import OCPPLog

/// `/api/v1/entries`: the log as JSON, under the names of ``EntryField``.
struct EntriesAPI: Sendable {
    let store: any EntryStore
    let settings: WebSettings

    /// `GET /api/v1/entries`: a page of entries and the cursor of the next one.
    var list: APIOperation {
        APIOperation(
            method: .get, path: "/api/v1/entries", name: "listEntries", summary: "Entries that match, page by page",
            detail: """
                The keys `action`, `charger` … are for programs: whole values, without the query language. All that is \
                given must hold. While `next` is not null there is more. A search ends after \
                \(WebLimits.searchTime.components.seconds) seconds with what it has: then `searched_back_to` says how far \
                it came, and `next` goes on.
                """,
            parameters: EntryQuestion.parameters + [.order, .limit, PagedQuestion.cursor, .fields],
            responses: [.json("A page.", Self.page, example: Self.example)],
            problems: [.query, APIProblem(.badRequest, "bad_cursor")], answer: list)
    }

    /// `GET /api/v1/entries/{id}`: one entry, with its frames as they were on the wire.
    var one: APIOperation {
        APIOperation(
            method: .get, path: "/api/v1/entries/{id}", name: "getEntry", summary: "One entry with its frames",
            parameters: [.entryID, .fields],
            responses: [
                .json(
                    "The entry, with the fields that were asked for.",
                    ["anyOf": [APISchemas.wholeEntry, APISchemas.chosenEntry]])
            ], problems: [.notFound], answer: one)
    }

    @Sendable private func list(_ call: APICall) async throws -> Response {
        let paged = try PagedQuestion(call, now: settings.now())
        let question = paged.question
        let search = Search(
            question.query, from: question.from, to: question.to, order: paged.order, after: paged.after,
            limit: call.whole(.limit), sites: settings.sites, budget: WebLimits.searchTime)
        let page = try await call.context.whileClientStays { try await store.search(search) }
        let fields = call.fields ?? EntryField.listed
        var bytes = Array("{\"entries\":[".utf8)
        for (index, entry) in page.entries.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            EntryJSON.append(entry, fields: fields, to: &bytes)
        }
        bytes += Array("],\"next\":\(Self.quoted(page.next.map(paged.next))),\"unreadable\":\(page.unreadable),".utf8)
        bytes += Array("\"searched_back_to\":\(Self.quoted(page.searchedBackTo))}".utf8)
        return .json(bytes)
    }

    @Sendable private func one(_ call: APICall) async throws -> Response {
        let entry = try await store.entry(named: call["id"])
        var bytes: [UInt8] = []
        EntryJSON.append(entry, fields: call.fields ?? EntryField.allCases, to: &bytes)
        return .json(bytes)
    }

    /// Texts of cursors and times have nothing that JSON escapes.
    private static func quoted(_ value: (some CustomStringConvertible)?) -> String {
        value.map { "\"\($0)\"" } ?? "null"
    }

    private static let page = JSONTree.shared(
        "EntryPage",
        APISchemas.object([
            .init("entries", APISchemas.list(of: APISchemas.someEntry)),
            .init(
                "next", APISchemas.described(APISchemas.textOrNull, "The `cursor` of the next page; null at the end.")),
            APISchemas.unreadable,
            .init(
                "searched_back_to",
                APISchemas.described(
                    APISchemas.momentOrNull, "Up to there everything was searched, when the time was up; else null.")),
        ]))

    private static let example: JSONTree = [
        "entries": [
            ["datetime": "2026-11-23T10:41:07.412000Z", "charger_id": "DE-MUC-07", "action": "StatusNotification"]
        ],
        "next": "1795430467412000_3f09a2c1-1842.5d1f0c2b9a7e4431..", "unreadable": 0, "searched_back_to": .null,
    ]
}

extension APIProblem {
    /// A query that cannot be read.
    static let query: APIProblem = {
        var problem = APIProblem(.badRequest)
        problem.codes = QueryError.Code.allCases.map(\.rawValue)
        return problem
    }()
    /// What was asked for is not there.
    static let notFound = APIProblem(.notFound, "not_found")
}
