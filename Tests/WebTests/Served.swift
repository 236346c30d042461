import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import OCPP
import OCPPLog
import TestSupport

@testable import Web

/// A server over a store with some entries, asked without a socket.
struct Served {
    var entries: [Entry] = []
    var sites = SiteDirectory([
        Site(id: SiteID("depot-7"), name: "Depot 7", level: .debug, chargers: [Glob("D-*")])
    ])
    var health: [any HealthSource] = []
    var metrics: [any MetricsSource] = []
    var presence: (any ChargerPresence)?
    var allowedOrigins: Set<String> = []
    /// What counts; nil: the store of the entries.
    var counting: (any EntryCounting)?
    var levels: SiteLevels?
    var imports: ImportService?
    var pins: (any PinBoard)?
    var token = "the-token"
    var now: @Sendable () -> Timestamp = { .at(3_600) }

    static func settings(
        port: Int = 0, sites: SiteDirectory = SiteDirectory(), health: [any HealthSource] = [],
        metrics: [any MetricsSource] = [], counting: (any EntryCounting)? = nil,
        presence: (any ChargerPresence)? = nil, allowedOrigins: Set<String> = [], token: String = "the-token",
        imports: ImportService? = nil,
        now: @escaping @Sendable () -> Timestamp = { .at(3_600) }
    ) throws -> WebSettings {
        try WebSettings(
            port: port, sites: sites, token: token, ocppURL: "ws://127.0.0.1:9000", imports: imports,
            counting: counting,
            presence: presence, allowedOrigins: allowedOrigins, health: health,
            metrics: metrics, now: now)
    }

    /// Answers one request.
    func ask(
        _ uri: String, method: HTTPRequest.Method = .get, headers: HTTPFields = [:], store: (any EntryStore)? = nil
    ) async throws -> TestResponse {
        try await visit(store: store) { try await $0.execute(uri: uri, method: method, headers: headers) }
    }

    /// Asks several times: what the server remembers between requests is kept.
    func visit<Answer: Sendable>(
        store: (any EntryStore)? = nil, _ asking: @Sendable (any TestClientProtocol) async throws -> Answer
    ) async throws -> Answer {
        let memory = MemoryStore(origin: 7)
        try await memory.commit(Batch(entries: entries))
        let log = PinnedLog(memory, pins ?? MemoryPins(now: now))
        var settings = try Self.settings(
            sites: sites, health: health, metrics: metrics, counting: counting ?? log, presence: presence,
            allowedOrigins: allowedOrigins, token: token, imports: imports, now: now)
        settings.levels = levels
        settings.pins = pins
        let server = WebServer(store: store ?? log, settings: settings, logger: Logger(label: "test"))
        let application = Application(router: try server.router())
        return try await application.test(.router) { try await asking($0) }
    }

    /// The body of an answer.
    func text(_ uri: String) async throws -> String {
        try await ask(uri).text
    }
}

extension TestResponse {
    /// The body as text.
    var text: String { String(buffer: body) }
    /// The length of the body in bytes.
    var length: Int { body.readableBytes }
}

/// A store of which a part is damaged.
struct DamagedStore: EntryStore {
    let entries: [Entry]
    let unreadable: Int
    let origin: UInt32 = 7

    func lastSequence() async throws -> Int64 { 0 }
    func commit(_ batch: Batch) async throws {}
    func unfinished() async throws -> Unfinished { Unfinished() }
    func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) async throws -> Page {
        Page(entries: entries, next: nil, unreadable: unreadable)
    }
    func entry(_ id: EntryID) async throws -> Entry? { nil }
}

/// A log of which a part is damaged, so that it is not counted.
struct DamagedCounting: EntryCounting {
    let unreadable: Int

    func histogram(_ selection: Selection, boundaries: [Timestamp]) async throws -> CountAnswer<[ToneCounts]> {
        CountAnswer(boundaries.dropFirst().map { _ in ToneCounts() }, unreadable: unreadable)
    }
    func facets(_ selection: Selection, fields: [Field], limit: Int) async throws -> CountAnswer<[Facet]> {
        CountAnswer(fields.map { Facet($0, []) }, unreadable: unreadable)
    }
    func counts(_ selection: Selection, of queries: [Query]) async throws -> CountAnswer<[Int]> {
        CountAnswer(queries.map { _ in 0 }, unreadable: unreadable)
    }
}

/// A store whose searches have no time left after what is newer than a moment.
struct SlowStore: EntryStore {
    let entries: [Entry]
    let searchedBackTo: Timestamp
    let origin: UInt32 = 7

    func lastSequence() async throws -> Int64 { 0 }
    func commit(_ batch: Batch) async throws {}
    func unfinished() async throws -> Unfinished { Unfinished() }
    func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) async throws -> Page {
        guard search.budget != nil else { return Page(entries: entries, next: nil) }
        return Page(entries: entries, next: Cursor(upTo: searchedBackTo), searchedBackTo: searchedBackTo)
    }
    func entry(_ id: EntryID) async throws -> Entry? { nil }
}

/// A store in which nothing can be read.
struct BrokenStore: EntryStore {
    let error: any Error
    let origin: UInt32 = 7

    func lastSequence() async throws -> Int64 { throw error }
    func commit(_ batch: Batch) async throws { throw error }
    func unfinished() async throws -> Unfinished { throw error }
    func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) async throws -> Page {
        throw error
    }
    func entry(_ id: EntryID) async throws -> Entry? { throw error }
}
