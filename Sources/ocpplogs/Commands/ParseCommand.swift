import ArgumentParser
import OCPP
import OCPPLog

/// `ocpplogs parse`: what a query means, without asking any log.
struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Says how a query is read, or where its fault is.",
        discussion: """
            Examples:
              ocpplogs parse 'status:Faulted OR status:Unavailable site:12'
              ocpplogs parse 'chager:CP-7' --json
            """)

    @Argument(help: "The query, in single quotes.")
    var query: [String] = []

    @Flag(help: "A JSON object: the query as it is read, or its fault with code, place and way out.")
    var json = false

    func run() throws {
        let text = query.joined(separator: " ")
        do throws(QueryError) {
            let query = try QueryParser.parse(text)
            guard json else { return Terminal.print(query == .everything ? "(every entry)" : query.description) }
            var object = JSONObjectText()
            object.add("query", text: query.description)
            Terminal.print(object.json)
        } catch {
            guard json else { throw QueryText.failure(error, in: text) }
            Terminal.print(Self.object(error).json)
            throw CommandFailure.silent(CommandFailure.usage)
        }
    }

    private static func object(_ error: QueryError) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("code", text: error.code.rawValue)
        object.add("detail", text: error.description)
        object.add("start", number: error.start)
        object.add("end", number: error.end)
        object.add("suggestions", texts: error.suggestions)
        object.add("fix", text: error.fix)
        return object
    }
}
