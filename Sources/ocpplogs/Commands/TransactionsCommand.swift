import ArgumentParser
import Insights
import OCPP
import OCPPLog

/// `ocpplogs tx`: charging transactions.
struct TransactionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tx",
        abstract: "Lists charging transactions, or shows one with everything that belongs to it.",
        discussion: """
            A transaction is put together from StartTransaction and StopTransaction (1.6) or TransactionEvent (2.x). Of the query \
            the keys charger: and site: are asked. A transaction counts to a stretch of time when it ended in it or runs.

            Examples:
              ocpplogs tx --since 24h
              ocpplogs tx --charger DE-7-001 --since 30d --end never_stopped
              ocpplogs tx --id 42 --charger DE-7-001        # its messages and its meter
              ocpplogs tx --file charger.log --json
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions

    @Option(help: "Only transactions with this id, each with its messages and its meter.")
    var id: String?

    @Option(help: "Only those that ended so: ended, running, never_stopped or stopped_without_start.")
    var end: String?

    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions

    @Option(name: [.customShort("n"), .long], help: "At most so many, the newest.")
    var limit = 100

    @Flag(help: "One JSON object a line.")
    var json = false

    @Flag(help: "Id tags in full, and not their last four characters.")
    var showTags = false

    func run() async throws {
        Terminal.ignoreHangUps()
        guard (1...100_000).contains(limit) else { throw CommandFailure.usage("-n is a number from 1 to 100,000") }
        let wanted = try end.map { text in
            guard let end = Transaction.End(rawValue: text) else {
                let words = Transaction.End.allCases.map(\.rawValue).joined(separator: ", ")
                throw CommandFailure.usage("--end is one of \(words)")
            }
            return end
        }
        let whole = try asked.question(now: SystemTime.now())
        var selection = TransactionSelection(whole.query, from: whole.from, id: id)
        let session = try await ReadingSession.openForInsights(
            asked, place, manner, query: selection.query, from: selection.readingFrom)
        let walk = EntryWalk(session.source, session.question)
        let watch = InterruptWatch { "ocpplogs: stopped after \(Amount.of(walk.place.count, "entry", "entries"))" }
        var list = TransactionList(keeping: limit, end: wanted)
        try await walk.readAll(meter: session.meter) { entries in
            for entry in entries { list.add(selection.read(entry)) }
        }
        list.add(selection.finish())
        try await write(list, session.source)
        withExtendedLifetime(watch) {}
        if !json { tell(list, session.source.name) }
        try await session.finish(walk.place)
    }

    private func write(_ list: TransactionList, _ source: any LogSource) async throws {
        let sheet = TransactionSheet(paint: manner.paint, zone: asked.tz, showsTags: showTags)
        guard id != nil else {
            let text =
                json
                ? list.newestFirst.map { TransactionJSON.object(of: $0).json + "\n" }.joined()
                : sheet.table(list.newestFirst)
            return Terminal.write(Array(text.utf8))
        }
        for transaction in list.newestFirst {
            if json {
                Terminal.print(TransactionJSON.detail(of: transaction).json)
            } else {
                Terminal.write(Array(sheet.detail(transaction).utf8))
                var lines = EntryLines(zone: asked.tz, today: asked.tz.day(SystemTime.now()), paint: manner.paint)
                var entries: [Entry] = []
                for id in transaction.entries.prefix(TransactionSheet.mostEntries) {
                    if let entry = try await source.entry(id) { entries.append(entry) }
                }
                Terminal.write(Array(lines.lines(entries.map { ($0, nil) }).utf8))
            }
        }
    }

    private func tell(_ list: TransactionList, _ name: String) {
        manner.say("\(Amount.of(list.count, "transaction", "transactions")) in \(name)")
        if list.newestFirst.count < list.count {
            manner.say("showing the newest \(Amount.grouped(list.newestFirst.count)); more: -n \(limit * 10)")
        }
    }
}

/// The newest transactions of many.
private struct TransactionList {
    private let kept: Int
    private let end: Transaction.End?
    private var transactions: [Transaction] = []
    private(set) var count = 0

    init(keeping kept: Int, end: Transaction.End?) {
        self.kept = kept
        self.end = end
    }

    mutating func add(_ new: [Transaction]) {
        for transaction in new where end.map({ transaction.end == $0 }) ?? true {
            count += 1
            transactions.append(transaction)
        }
        guard transactions.count > 2 * kept else { return }
        transactions = newestFirst
    }

    /// The newest first.
    var newestFirst: [Transaction] {
        Array(transactions.sorted { ($1.began, $1.id) < ($0.began, $0.id) }.prefix(kept))
    }
}
