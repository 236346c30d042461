import OCPP
import OCPPLog

/// The log of a running server, asked over its API.
struct ServerSource: LogSource {
    /// The most entries that the server puts on a page.
    private static let largestPage = 1_000
    /// The most entries that it tells before and after another.
    private static let mostNeighbours = 500

    let client: ServerClient

    var name: String { client.base }

    /// The server has its own limit of time for a search, and no news on the way.
    func page(
        _ question: LogQuestion, limit: Int, budget: Duration?,
        progress: @escaping @Sendable (SearchProgress) -> Void
    ) async throws -> LogPage {
        var query = Self.parameters(question)
        query.append(("order", question.order.rawValue))
        query.append(("limit", String(min(limit, Self.largestPage))))
        query.append(("fields", EntryParsing.fields))
        if let after = question.after { query.append(("cursor", after)) }
        let answer = try members(try await client.get("/api/v1/entries", query))
        var page = LogPage(entries: try entries(answer["entries"]), next: answer["next"]?.text)
        page.reached = answer["searched_back_to"]?.text.flatMap { Timestamp($0) }
        page.unreadable = answer["unreadable"]?.number.map { Int($0) } ?? 0
        return page
    }

    func entry(_ id: EntryID) async throws -> Entry? {
        guard let json = try await client.find("/api/v1/entries/\(id)") else { return nil }
        var parsing = EntryParsing()
        return try parsing.entry(json)
    }

    func neighbours(of entry: Entry, _ scope: ContextScope, before: Int, after: Int) async throws -> Neighbours {
        try scope.checkOnServer()
        // The same words as elsewhere where an entry names no such place.
        _ = try scope.query(of: entry)
        let query = [
            ("scope", scope.rawValue), ("before", String(min(before, Self.mostNeighbours))),
            ("after", String(min(after, Self.mostNeighbours))), ("fields", EntryParsing.fields),
        ]
        let answer = try members(try await client.get("/api/v1/entries/\(entry.id)/context", query))
        return Neighbours(before: try entries(answer["before"]), after: try entries(answer["after"]))
    }

    /// What every operation that is asked about entries is told.
    static func parameters(_ question: LogQuestion) -> [(String, String)] {
        var query = [("q", question.query.description)]
        // A time before now stays one: a cursor remembers which moment it was at first.
        if let from = question.spanFrom ?? question.from?.description { query.append(("from", from)) }
        if let to = question.spanTo ?? question.to?.description { query.append(("to", to)) }
        return query
    }

    func members(_ json: [UInt8]) throws -> JSONMembers {
        do throws(JSONProblem) {
            return try JSONMembers(of: json)
        } catch {
            throw CommandFailure.server("\(name): the answer is no JSON; is another program listening there?")
        }
    }

    func entries(_ list: JSONMembers.Value?) throws -> [Entry] {
        var parsing = EntryParsing()
        return try (list?.elements ?? []).map { try parsing.entry($0) }
    }
}
