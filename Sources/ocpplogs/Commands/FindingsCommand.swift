import ArgumentParser
import Insights
import OCPP
import OCPPLog

/// `ocpplogs findings`: what is wrong, in plain words.
struct FindingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: "Says what is wrong with charging stations, in plain words, and which message proves it.",
        discussion: """
            Rules look at what each station says, one message after the other. A table counts what they find by rule and \
            station, the most serious first; --list prints finding by finding, the newest first.

            Examples:
              ocpplogs findings --since 24h
              ocpplogs findings --charger DE-7-001 --since 7d --list
              ocpplogs findings --file charger.log --severity warning
              ocpplogs findings 'action:StatusNotification' --rule faulted --json
              ocpplogs findings --explain clock-drift         # what to check next; --rules lists every rule
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions

    @Option(name: .customLong("rule"), help: "Only findings of this rule; may be given several times.")
    var wanted: [String] = []

    @Option(help: "Nothing that is less serious: error, warning or note.", transform: Self.severity)
    var severity = FindingSeverity.note

    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions

    @Flag(help: "Finding by finding, the newest first.")
    var list = false

    @Option(name: [.customShort("n"), .long], help: "At most so many lines.")
    var limit = 100

    @Flag(help: "One JSON object a line.")
    var json = false

    @Flag(help: "Lists the rules and does nothing else.")
    var rules = false

    @Option(help: "Says what a rule finds, why it matters and what to check next.")
    var explain: String?

    func run() async throws {
        Terminal.ignoreHangUps()
        guard (1...1_000_000).contains(limit) else { throw CommandFailure.usage("-n is a number from 1 to 1,000,000") }
        for code in wanted + (explain.map { [$0] } ?? []) { _ = try Self.about(code) }
        if let explain { return Terminal.print(RuleSheet(manner.paint).text(try Self.about(explain), json: json)) }
        if rules { return Terminal.write(Array(RuleSheet(manner.paint).list(json: json).utf8)) }
        try await find()
    }

    private func find() async throws {
        let whole = try asked.question(now: SystemTime.now())
        var selection = FindingSelection(whole.query, from: whole.from, codes: Set(wanted), least: severity)
        let session = try await ReadingSession.openForInsights(
            asked, place, manner, query: selection.stations, from: selection.readingFrom)
        let walk = EntryWalk(session.source, session.question)
        let watch = InterruptWatch { "ocpplogs: stopped after \(Amount.of(walk.place.count, "entry", "entries"))" }
        var tally = FindingTally(keeping: list ? limit : 0)
        try await walk.readAll(meter: session.meter) { entries in
            for entry in entries { for finding in selection.read(entry) { tally.add(finding) } }
        }
        withExtendedLifetime(watch) {}
        Terminal.write(Array(text(tally).utf8))
        if !json { tell(tally, selection, walk.place.count, session.source.name) }
        try await session.finish(walk.place)
    }

    private func text(_ tally: FindingTally) -> String {
        let sheet = FindingSheet(paint: manner.paint, zone: asked.tz)
        if list {
            return json
                ? tally.newestFirst.map { FindingJSON.object(of: $0).json + "\n" }.joined()
                : sheet.list(tally.newestFirst)
        }
        let rows = Array(tally.rows.prefix(limit))
        return json ? rows.map { FindingJSON.object(of: $0).json + "\n" }.joined() : sheet.table(rows)
    }

    private func tell(_ tally: FindingTally, _ selection: FindingSelection, _ entries: Int, _ name: String) {
        manner.say(
            "\(Amount.of(tally.count, "finding", "findings")) in \(Amount.of(entries, "entry", "entries")) of \(name)")
        let shown = list ? tally.newestFirst.count : min(limit, tally.rows.count)
        let all = list ? tally.count : tally.rows.count
        if shown < all {
            manner.say("showing \(Amount.grouped(shown)) of \(Amount.grouped(all)); more: -n \(limit * 10)")
        }
        if tally.omitted + selection.omitted > 0 {
            manner.say(
                "\(Amount.of(tally.omitted + selection.omitted, "finding", "findings")) more were counted and not kept")
        }
    }

    private static func severity(_ text: String) throws -> FindingSeverity {
        guard let severity = FindingSeverity(rawValue: text.lowercased()) else {
            throw ValidationError("--severity is error, warning or note")
        }
        return severity
    }

    private static func about(_ code: String) throws -> RuleAbout {
        if let about = FindingRules.about(code) { return about }
        let near = Spelling.suggestions(for: code, among: FindingRules.all.map { $0.about.code })
        let hint = near.first.map { "; did you mean \($0)?" } ?? "; ocpplogs findings --rules lists them"
        throw CommandFailure.usage("there is no rule \"\(VisibleText.of(code))\"\(hint)")
    }
}
