import ArgumentParser
import Insights
import OCPP
import OCPPLog

/// `ocpplogs stats latency`: how long answers take.
struct StatsLatencyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "latency",
        abstract: "How long answers take, by action, the slowest first.",
        discussion: """
            p95 is the time that 95 of 100 answers do not exceed, within 3 %. Every entry that matches is read.

            Examples:
              ocpplogs stats latency --since 24h
              ocpplogs stats latency 'source:csms charger:CP-7' --json
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions

    @Flag(help: "One JSON object a line; milliseconds.")
    var json = false

    /// Stations make actions up: so many are told apart.
    private static let mostActions = 1_000

    func run() async throws {
        Terminal.ignoreHangUps()
        let session = try await ReadingSession.open(asked, place, manner) {
            $0.and(.literal(.kind, EntryKind.exchange.rawValue))
        }
        let walk = EntryWalk(session.source, session.question)
        let watch = InterruptWatch { "ocpplogs: stopped after \(Amount.of(walk.place.count, "exchange", "exchanges"))" }
        var tallies: [String: LatencyTally] = [:]
        try await walk.run(limit: nil, meter: session.meter) { entries in
            for entry in entries {
                guard let latency = entry.latency else { continue }
                var name = entry.action?.rawValue ?? ""
                if tallies[name] == nil, tallies.count >= Self.mostActions { name = "(others)" }
                tallies[name, default: LatencyTally()].add(latency)
            }
        }
        withExtendedLifetime(watch) {}
        let rows = tallies.sorted { a, b in
            (b.value.percentile(95) ?? 0, a.key) < (a.value.percentile(95) ?? 0, b.key)
        }
        if json {
            for (action, tally) in rows { Terminal.print(object(action, tally).json) }
        } else {
            Terminal.write(Array(table(rows).utf8))
        }
        manner.say("\(Amount.of(walk.place.count, "exchange", "exchanges")) in \(session.source.name)")
        try await session.finish(walk.place)
    }

    private static let percentiles: [(name: String, percent: Double)] = [("p50", 50), ("p95", 95), ("p99", 99)]

    private func table(_ rows: [(key: String, value: LatencyTally)]) -> String {
        let columns =
            [TextTable.Column("action"), TextTable.Column("answers", .right)]
            + (Self.percentiles.map(\.name) + ["longest"]).map { TextTable.Column($0, .right) }
        let cells = rows.map { action, tally in
            [VisibleText.of(action), Amount.grouped(tally.count)]
                + (Self.percentiles.map { tally.percentile($0.percent) ?? 0 } + [tally.longest]).map(Self.shown)
        }
        return TextTable(columns: columns, paint: manner.paint).text(cells)
    }

    private static func shown(_ microseconds: Int64) -> String {
        microseconds < 1_000 ? "<1ms" : "\(Amount.grouped(Int(microseconds / 1_000)))ms"
    }

    private func object(_ action: String, _ tally: LatencyTally) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("action", text: action)
        object.add("count", number: tally.count)
        for (name, percent) in Self.percentiles {
            object.add("\(name)_ms", json: EntryJSON.milliseconds(tally.percentile(percent) ?? 0))
        }
        object.add("longest_ms", json: EntryJSON.milliseconds(tally.longest))
        return object
    }
}
