import ArgumentParser
import Insights
import OCPP
import OCPPLog

/// `ocpplogs stats count`: how many entries have which values.
struct StatsCountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count",
        abstract: "Counts entries by one to three keys of the query language.",
        discussion: """
            An entry that is accepted counts as accepted and as ok, as it is found by both. - stands for entries that have \
            no such value.

            Examples:
              ocpplogs stats --by action,result
              ocpplogs stats count --by charger 'error:*' -n 5
              ocpplogs stats --by error --json | jq -r '"\\(.count)\\t\\(.error)"'
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions

    @Option(help: "The keys, separated by commas.")
    var by = "action,result"

    @Option(name: [.customShort("n"), .long], help: "At most so many values of each key.")
    var limit = 20

    @Flag(help: "One JSON object a line.")
    var json = false

    private static let mostKeys = 3
    /// The other commands below `stats`: a query that begins with their name means them.
    private static let others = ["latency", "errors"] + AnalysisPart.allCases.map(\.rawValue)

    func run() async throws {
        Terminal.ignoreHangUps()
        guard (1...1_000).contains(limit) else { throw CommandFailure.usage("-n is a number from 1 to 1,000") }
        if let word = asked.query.first, Self.others.contains(word) {
            throw CommandFailure.usage("the options stand behind it: ocpplogs stats \(word) …")
        }
        let keys = try keys()
        let session = try await ReadingSession.open(asked, place, manner) {
            var question = $0
            question.showsFindings = keys.contains(.finding)
            return question
        }
        let source = session.source
        let watch = InterruptWatch { "ocpplogs: stopped" }
        var counts = CrossCount(source, keys: keys, limit: limit, meter: session.meter)
        try await counts.count(session.question)
        let total = try await source.count(session.question)
        withExtendedLifetime(watch) {}
        Terminal.print(json ? jsonText(counts.rows, keys) : table(counts.rows, keys, total.counts))
        if !json { manner.say("\(Amount.of(total.counts, "entry", "entries")) in \(source.name)") }
        if counts.more > 0 {
            manner.say("\(Amount.of(counts.more, "value", "values")) of \(keys[0]) more: -n \(limit * 10)")
        }
        try await ReadingSession.tellMissing(max(counts.unreadable, total.unreadable), source)
    }

    private func keys() throws -> [Field] {
        let names = by.split(separator: ",").map(String.init)
        guard (1...Self.mostKeys).contains(names.count) else {
            throw CommandFailure.usage("--by wants one to \(Self.mostKeys) keys, separated by commas")
        }
        return try names.map { name in
            guard let field = Field.named(name), field.hasFacet else {
                let known = Field.all.filter(\.hasFacet).map(\.name).joined(separator: ", ")
                throw CommandFailure.usage(
                    "--by: \"\(VisibleText.of(name))\" is no key that has values; there are \(known)")
            }
            return field
        }
    }

    private func table(_ rows: [CrossCount.Row], _ keys: [Field], _ total: Int) -> String {
        let columns =
            keys.map { TextTable.Column($0.name) } + [
                TextTable.Column("entries", .right), TextTable.Column("share", .right),
            ]
        let cells = rows.map { row in
            row.values.map { $0.map { VisibleText.of($0) } ?? "-" }
                + [Amount.grouped(row.count), "\(Amount.tenths(100 * Double(row.count) / Double(max(1, total)))) %"]
        }
        return String(TextTable(columns: columns, paint: manner.paint).text(cells).dropLast())
    }

    private func jsonText(_ rows: [CrossCount.Row], _ keys: [Field]) -> String {
        rows.map { row in
            var object = JSONObjectText()
            for (key, value) in zip(keys, row.values) { object.add(key.name, text: value) }
            object.add("count", number: row.count)
            return object.json
        }.joined(separator: "\n")
    }
}
