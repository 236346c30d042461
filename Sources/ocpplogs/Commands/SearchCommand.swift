import ArgumentParser
import EmbeddedStore
import OCPP
import OCPPLog

/// `ocpplogs search`: asks the store directly, also while `serve` writes to it.
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Finds entries of the log, newest first.",
        discussion: """
            Examples:
              ocpplogs search 'status:Faulted charger:DE-7-*' --since 24h
              ocpplogs search 'action:Authorize,StartTransaction 04A2' --json
            """)

    @Argument(help: "Words and key:value pairs; several values of a key are separated by commas.")
    var query: [String] = []

    @Option(help: "The data directory.")
    var data = Configuration.defaultData

    @Option(help: "A configuration file, for names of sites other than those the server was started with.")
    var config: String?

    @Flag(help: "One JSON object a line.")
    var json = false

    @Option(help: "With --json: all, or the names of the fields, separated by commas.")
    var fields: String?

    @Option(help: "Only entries of the last 15m, 24h, 7d …, or since a time in RFC 3339.")
    var since: String?

    @Option(help: "Only entries before that time: 15m, 24h, 7d … ago, or a time in RFC 3339.")
    var until: String?

    @Option(name: [.customShort("n"), .long], help: "At most so many entries.")
    var limit = 100

    func run() async throws {
        guard limit > 0 else { throw CommandFailure.usage("-n is a number from 1 on") }
        let selection = try fields.map(FieldSelection.init)
        let now = SystemTime.now()
        let sites = SiteDirectory(try config.map(ConfigurationFile.read)?.sites ?? DataDirectory(path: data).sites())
        var search = Search(
            try QueryText.parse(query.joined(separator: " ")), from: try moment(since, "--since", now),
            to: try moment(until, "--until", now), limit: 1, sites: sites)
        let store = try StoreOpening.forReading(data)
        let printer = EntryPrinter(json: json || fields != nil, fields: selection?.fields ?? EntryField.listed)
        var printed = 0
        var unreadable = 0
        repeat {
            search.limit = min(limit - printed, 500)
            let page = try await store.search(search)
            printer.print(page.entries)
            printed += page.entries.count
            unreadable = max(unreadable, page.unreadable)
            search.after = page.next
        } while printed < limit && search.after != nil
        notice(printed, hasMore: search.after != nil)
        if unreadable > 0 {
            Terminal.printError(
                "\(Amount.of(unreadable, "entry", "entries")) could not be read, since the log is damaged there; "
                    + "ocpplogs store verify --data \(data) names them")
        }
    }

    private func notice(_ printed: Int, hasMore: Bool) {
        if printed == 0 {
            Terminal.printError("nothing found in \(data)")
        } else if hasMore {
            Terminal.printError("showing the newest \(printed); there are more: -n \(printed * 10)")
        }
    }

    private func moment(_ text: String?, _ option: String, _ now: Timestamp) throws -> Timestamp? {
        guard let text else { return nil }
        if let span = TimeSpan(text) { return now.advanced(by: .zero - span.duration) }
        guard let moment = Timestamp(text) else {
            throw CommandFailure.usage("\(option): \"\(text)\" is neither a span (15m, 24h, 7d) nor a time in RFC 3339")
        }
        return moment
    }
}
