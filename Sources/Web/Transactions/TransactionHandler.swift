import Hummingbird
import Insights
import OCPP
import OCPPLog

/// `GET /transactions/{id}`: the transaction that an entry belongs to. Its address names the entry that began it.
struct TransactionHandler: Sendable {
    let store: any EntryStore
    let settings: WebSettings
    let templates: Templates

    /// So many entries are read at once, and so many in all.
    private static let batch = 1_000
    private static let mostEntries = 300_000
    /// So long before its start and after its end messages may belong to it.
    private static let around = Duration.seconds(300)

    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        _ = try QueryString(page: request.uri.query, known: [])
        guard let id = context.parameters.get("id").flatMap({ EntryID($0) }), let anchor = try await store.entry(id)
        else {
            throw WebProblem.notFound("There is no entry with this id.")
        }
        return try templates.response(
            .transaction, try await context.whileClientStays { try await page(of: anchor) })
    }

    private func page(of anchor: Entry) async throws -> TransactionPage {
        var trace = TransactionTrace(of: anchor)
        var count = 0
        var heard = anchor.datetime
        let search = Search(
            trace.query, from: trace.readingFrom, to: trace.readingTo, order: .oldestFirst, limit: Self.batch,
            sites: settings.sites)
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: WebLimits.searchTime)
        var isCut = false
        let walk = try await store.walk(search) { entries in
            for entry in entries {
                guard trace.read(entry) else { return false }
                heard = max(heard, entry.datetime)
            }
            count += entries.count
            isCut = count >= Self.mostEntries || clock.now >= end
            return !isCut
        }
        guard let found = trace.finish() else {
            throw WebProblem.notFound("The entry belongs to no transaction that the log knows.")
        }
        let one = found.transaction
        let from = (one.arrived ?? anchor.datetime).advanced(by: .zero - Self.around)
        let to = (one.stop?.arrived ?? heard).advanced(by: Self.around)
        var frame = templates.frame(
            title: "\(TransactionWords.name(one)) · \(EntryWords.charger(one.station.charger, limit: 60))",
            skips: [
                .init(id: "meter", label: "Skip to the meter"), .init(id: "messages", label: "Skip to the messages"),
            ], notices: HealthNotice.all(settings), section: .transactions)
        if walk.unreadable > 0 { frame.notices.append(HealthNotice(unreadable: walk.unreadable)) }
        var page = TransactionPage(
            found, frame: frame, sites: settings.sites, level: anchor.levelInForce, now: settings.now())
        page.isCut = isCut
        page.show(try await exchanges(of: one, trace.query, from, to))
        page.show(
            try await TimelineAsking(store, sites: settings.sites).timeline(
                of: one.station.charger, from: from, to: to, now: settings.now())?.timeline, of: one)
        return page
    }

    private func exchanges(
        of one: Transaction, _ query: Query, _ from: Timestamp, _ to: Timestamp
    ) async throws -> ExchangeRows {
        var rows = ExchangeRows(one.entries, sites: settings.sites)
        let search = Search(
            query, from: from, to: to, order: .oldestFirst, limit: Self.batch, sites: settings.sites)
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: WebLimits.searchTime)
        _ = try await store.walk(search) { entries in
            for entry in entries { rows.read(entry) }
            return clock.now < end
        }
        rows.finish()
        return rows
    }
}
