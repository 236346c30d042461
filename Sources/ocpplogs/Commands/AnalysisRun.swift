import ArgumentParser
import Insights
import OCPP
import OCPPLog

/// How a table of an analysis is printed, and how much is looked at.
struct AnalysisOptions: ParsableArguments {
    @Option(name: [.customShort("n"), .long], help: "At most so many rows.")
    var limit = 20

    @Option(help: "At most so many entries are read one by one, the newest.")
    var read = 1_000_000

    @Flag(help: "One JSON object a line; its query finds what it is about.")
    var json = false

    func validate() throws {
        guard (1...AnalysisQuestion.mostRows).contains(limit) else {
            throw ValidationError("-n is a number from 1 to \(AnalysisQuestion.mostRows)")
        }
        guard read > 0 else { throw ValidationError("--read is a number from 1 on") }
    }
}

/// Asks for a table of an analysis, prints it, and says beside it what it was made of.
struct AnalysisRun {
    let part: AnalysisPart
    let asked: QuestionOptions
    let place: SourceOptions
    let manner: MannerOptions
    let form: AnalysisOptions

    func run(pieces: Int = 10, countsAll: Bool = false) async throws {
        Terminal.ignoreHangUps()
        guard (1...AnalysisQuestion.mostPieces).contains(pieces) else {
            throw CommandFailure.usage("--pieces is a number from 1 to \(AnalysisQuestion.mostPieces)")
        }
        var wish = AnalysisWish(
            part: part, rows: form.limit, read: form.read, pieces: pieces, countsAll: countsAll)
        var asked = asked
        if part == .different {
            guard !asked.query.isEmpty else {
                throw CommandFailure.usage("a query must say what is compared with the rest, such as 'result:rejected'")
            }
            // Site and charging station bound both sides.
            var around = asked
            around.query = []
            wish.scope = try around.question(now: SystemTime.now()).query
            (asked.site, asked.charger) = (nil, nil)
        }
        let session = try await ReadingSession.open(asked, place, manner, keepsAll: part == .different)
        let watch = InterruptWatch { "ocpplogs: stopped" }
        let table = try await session.source.analysis(wish, session.question)
        withExtendedLifetime(watch) {}
        let printer = AnalysisPrinter(zone: asked.tz, paint: manner.paint)
        if form.json {
            for row in table.rows { Terminal.print(table.line(row)) }
        } else {
            Terminal.write(Array(printer.text(table).utf8))
            if part == .heatmap, let columns = printer.columns(of: table) { manner.say(columns) }
        }
        tell(table)
        try await ReadingSession.tellMissing(table.unreadable, session.source)
    }

    private func tell(_ table: AnalysisTable) {
        if table.rows.isEmpty { manner.say("nothing found") }
        if table.more > 0, form.limit < AnalysisQuestion.mostRows {
            let limit = min(form.limit * 10, AnalysisQuestion.mostRows)
            manner.say("\(Amount.of(table.more, "row", "rows")) more: -n \(limit)")
        }
        if let reading = table.reading {
            let entries = Amount.of(reading.entries, "entry", "entries")
            let columns = table.columns.filter(\.isRead).map(\.name).joined(separator: ", ")
            if let from = reading.from {
                manner.say("\(columns): of the newest \(entries) alone, after \(asked.tz.full(from)); more: --read")
            }
        }
        for note in table.notes { manner.say(note) }
    }
}
