import Insights
import OCPP
import OCPPLog

/// Where a command reads the log: a data directory, a running server, or a file. What the commands ask is the same.
protocol LogSource: Sendable {
    /// As messages name it: `./ocpplogs-data`, `http://127.0.0.1:8080`, `export.ndjson`.
    var name: String { get }

    /// Whether all of it is in memory already: then pages save nothing, and each costs a look at everything.
    var isInMemory: Bool { get }

    /// Up to `limit` entries that match, in the order of the question.
    /// - Parameters:
    ///   - budget: how long it may take before it answers with what it has; nil: as long as it takes.
    ///   - progress: told now and then how far it has come, from any thread.
    func page(
        _ question: LogQuestion, limit: Int, budget: Duration?,
        progress: @escaping @Sendable (SearchProgress) -> Void
    ) async throws -> LogPage

    /// Hands out all entries that match, in the order of the question, `batch` at a time at most, until `handle` says no.
    /// - Returns: nil where the source has no quicker way than pages: then nothing was handed out.
    func walk(
        _ question: LogQuestion, batch: Int, _ handle: ([Entry]) async throws -> Bool
    ) async throws -> WalkEnd?

    /// One entry; nil when there is none with that id.
    func entry(_ id: EntryID) async throws -> Entry?

    /// What happened around an entry.
    func neighbours(of entry: Entry, _ scope: ContextScope, before: Int, after: Int) async throws -> Neighbours

    /// The values that fields have, with counts; of each field at most so many.
    func facets(_ question: LogQuestion, fields: [Field], limit: Int) async throws -> CountAnswer<[Facet]>

    /// How many entries match, whatever their place.
    func count(_ question: LogQuestion) async throws -> CountAnswer<Int>

    /// Hands out the newest entries, and where it is wanted what comes after them, until its task ends.
    func tail(_ question: LogQuestion, _ manner: TailManner, _ handle: (TailNews) async throws -> Void) async throws

    /// The sites and how much of them is kept.
    func siteFacts() async throws -> [SiteFacts]

    /// What is known of the charging stations, by identity.
    /// - Parameter limit: at most so many; one more is found when there are more.
    func chargers(limit: Int, meter: ProgressMeter) async throws -> [ChargerFacts]

    /// A table of an analysis.
    func analysis(_ wish: AnalysisWish, _ question: LogQuestion) async throws -> AnalysisTable

    /// What a charging station was over time; nil where nothing of it is there.
    /// - Parameters:
    ///   - from: nil: a day before the end.
    ///   - to: nil: the time of its last entry.
    func timeline(
        of charger: ChargerID, from: Timestamp?, to: Timestamp?
    ) async throws -> (timeline: Timeline, unreadable: Int)?

    /// What of the source could not be read, as a sentence for people; nil when all could.
    var loss: String? { get async }
}

extension LogSource {
    var isInMemory: Bool { false }

    var loss: String? { get async { nil } }

    func walk(
        _ question: LogQuestion, batch: Int, _ handle: ([Entry]) async throws -> Bool
    ) async throws -> WalkEnd? { nil }
}

/// What is asked: the query, the stretch of time, the order, and where to go on.
struct LogQuestion: Sendable {
    var query = Query.everything
    /// The first moment, included.
    var from: Timestamp?
    /// The first moment that is too late.
    var to: Timestamp?
    /// The same as times before now, where they were typed so: a server keeps them from page to page.
    var spanFrom: String?
    var spanTo: String?
    var order = Search.Order.newestFirst
    /// The cursor that an earlier page ended with. Its text means something to the source alone.
    var after: String?

    /// The years 1 and 9999: no entry lies outside. Whole quarters of an hour, which is quick to count.
    static let beginning = Timestamp(microseconds: -62_135_596_800_000_000)
    static let end = Timestamp(microseconds: 253_402_300_800_000_000)

    /// Whether findings are printed or counted; they cost a look at everything before an entry.
    var showsFindings = true

    /// Whether findings were asked for by name: then a file is read to its end for them.
    var namesFindings = false

    /// The same question with a further condition.
    func and(_ condition: Query) -> LogQuestion {
        var question = self
        question.query = query == .everything ? condition : .and([query, condition])
        return question
    }

    /// As a store is asked.
    /// - Throws: ``CommandFailure`` for a cursor that is none.
    func search(limit: Int, budget: Duration? = nil, sites: SiteDirectory) throws -> Search {
        let cursor = try after.map { text in
            guard let cursor = Cursor(text) else {
                throw CommandFailure.usage(
                    "--after: \"\(VisibleText.of(text))\" is no place to go on from; it is printed where a search ends")
            }
            return cursor
        }
        return Search(
            query, from: from, to: to, order: order, after: cursor, limit: limit, sites: sites, budget: budget)
    }

    /// As a store is asked to count.
    func selection(sites: SiteDirectory) -> Selection {
        Selection(query, from: from, to: to, sites: sites)
    }
}

/// The entries found, in the order of the question.
struct LogPage: Sendable {
    var entries: [Entry]
    /// Where to go on; nil when there is nothing more.
    var next: String?
    /// Set when the time was up: up to there everything was searched.
    var reached: Timestamp?
    /// So many entries may be missing, since what holds them is damaged.
    var unreadable = 0
}

/// What was found before and after an entry, both in the order of time.
struct Neighbours: Sendable {
    var before: [Entry] = []
    var after: [Entry] = []
}
