import Hummingbird
import OCPP
import OCPPLog

/// Reads the values of parameters that API and pages share; what cannot be read is a problem that names the parameter.
enum Parameters {
    /// A moment as RFC 3339 says it.
    static func moment(_ name: String, in parameters: QueryString) throws(WebProblem) -> Timestamp? {
        guard let text = parameters[name], !text.isEmpty else { return nil }
        // The plus of "+02:00" arrives as a blank when it was not percent-encoded.
        let restored = text.lastIndex(of: " ").map { text[..<$0] + "+" + text[text.index(after: $0)...] }
        guard let moment = Timestamp(text) ?? restored.flatMap({ Timestamp($0) }) else {
            throw .badParameter(name, "\"\(name)\" is a time as RFC 3339 writes it, such as 2026-11-23T10:41:07Z.")
        }
        return moment
    }

    /// The identity of the charging station that a path names as `id`.
    static func charger(in context: WebContext) throws(WebProblem) -> ChargerID {
        guard let text = context.parameters.get("id").flatMap({ QueryString.decode($0[...], plusIsBlank: false) })
        else {
            throw .badParameter("id", "The identity is not percent-encoded UTF-8.")
        }
        return ChargerID(text)
    }

    /// Where to go on: what an earlier answer gave as `next`.
    static func cursor(in parameters: QueryString) throws(WebProblem) -> Cursor? {
        guard let text = parameters["cursor"], !text.isEmpty else { return nil }
        guard let cursor = Cursor(text) else {
            throw .badParameter("cursor", "\"cursor\" is not one that an earlier answer gave as \"next\".")
        }
        return cursor
    }

    /// How many entries at most.
    static func limit(in parameters: QueryString) throws(WebProblem) -> Int {
        guard let text = parameters["limit"] else { return 100 }
        guard let limit = Int(text), (1...1_000).contains(limit) else {
            throw .badParameter("limit", "\"limit\" is a whole number from 1 to 1000.")
        }
        return limit
    }

    /// The text of a query, read.
    static func query(_ text: String) throws(WebProblem) -> Query {
        do throws(QueryError) {
            return try QueryParser.parse(text)
        } catch {
            throw .query(error)
        }
    }
}
