import ArgumentParser
import OCPPLog

/// `ocpplogs parse`: what a query means, without asking any log.
struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Says how a query is read, or where its fault is.",
        discussion: """
            Printed is the query in its one canonical spelling; hints go to standard error. With --json it is the answer \
            of /api/v1/parse: the tree, the terms one by one, hints, the fault with code, place and way out.

            Examples:
              ocpplogs parse 'status:Faulted OR status:Unavailable site:12'
              ocpplogs parse 'chager:CP-7' --json
            """)

    @Argument(help: "The query, in single quotes.")
    var query: [String] = []

    @Flag(help: "A JSON object: the query as it is read, or its fault.")
    var json = false

    func run() throws {
        Terminal.ignoreHangUps()
        let text = query.joined(separator: " ")
        do throws(QueryError) {
            let reading = try QueryParser.read(text)
            if json { return print { QueryReadingJSON.append(reading, to: &$0) } }
            Terminal.print(reading.query == .everything ? "(every entry)" : VisibleText.of(reading.canonical))
            for hint in reading.hints { Terminal.printError(QueryText.shown(hint, in: text)) }
        } catch {
            guard json else { throw QueryText.failure(error, in: text) }
            print { QueryReadingJSON.append(error, of: text, to: &$0) }
            throw CommandFailure.silent(CommandFailure.usage)
        }
    }

    private func print(_ write: (inout [UInt8]) -> Void) {
        var bytes: [UInt8] = []
        write(&bytes)
        bytes.append(UInt8(ascii: "\n"))
        Terminal.write(Terminal.isOutput ? SafeJSON.bytes(bytes) : bytes)
    }
}
