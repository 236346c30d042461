import ArgumentParser
import Insights
import OCPP
import OCPPLog

/// `ocpplogs stats errors`: what goes wrong, and how often.
struct StatsErrorsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "errors",
        abstract: "What goes wrong, the most frequent first: error codes and requests without an answer.",
        discussion: """
            Examples:
              ocpplogs stats errors --since 7d
              ocpplogs stats errors 'site:depot-7' -n 5 --json
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions

    @Option(name: [.customShort("n"), .long], help: "At most so many kinds of errors.")
    var limit = 20

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() async throws {
        Terminal.ignoreHangUps()
        guard limit > 0 else { throw CommandFailure.usage("-n is a number from 1 on") }
        let wrong = Query.or([
            .field(.error, [.any]), .literal(.kind, EntryKind.unanswered.rawValue),
        ])
        let session = try await ReadingSession.open(asked, place, manner) { $0.and(wrong) }
        let walk = EntryWalk(session.source, session.question)
        let watch = InterruptWatch { "ocpplogs: stopped after \(Amount.of(walk.place.count, "error", "errors"))" }
        var tally = ErrorTally()
        try await walk.run(limit: nil, meter: session.meter) { for entry in $0 { tally.add(entry) } }
        withExtendedLifetime(watch) {}
        let rows = Array(tally.rows.prefix(limit))
        if json {
            for row in rows { Terminal.print(Self.object(row).json) }
        } else {
            Terminal.write(Array(table(rows).utf8))
        }
        manner.say("\(Amount.of(walk.place.count, "error", "errors")) in \(session.source.name)")
        if tally.rows.count > rows.count {
            manner.say("showing \(rows.count) of \(Amount.grouped(tally.rows.count)) kinds; more: -n \(limit * 10)")
        }
        try await session.finish(walk.place)
    }

    private func table(_ rows: [ErrorTally.Row]) -> String {
        let columns: [TextTable.Column] = [
            .init("error"), .init("action"), .init("entries", .right), .init("chargers", .right), .init("first"),
            .init("last"),
        ]
        let cells = rows.map { row in
            [
                VisibleText.of(row.codes.joined(separator: ", ")), VisibleText.of(row.action),
                Amount.grouped(row.count),
                Amount.grouped(row.chargers.count), asked.tz.dayAndMinute(row.first), asked.tz.dayAndMinute(row.last),
            ]
        }
        return TextTable(columns: columns, paint: manner.paint).text(cells)
    }

    private static func object(_ row: ErrorTally.Row) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("codes", texts: row.codes)
        object.add("action", text: row.action)
        object.add("count", number: row.count)
        object.add("chargers", number: row.chargers.count)
        object.add("first", text: row.first.description)
        object.add("last", text: row.last.description)
        return object
    }
}
