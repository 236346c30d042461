import Foundation
import Insights
import LogFormats
import OCPP
import OCPPLog

/// A file or standard input, read into memory as far as the question reaches.
struct FileSource: LogSource {
    let memory: StoreSource<MemoryStore>
    let loss: String?

    var name: String { memory.name }

    var isInMemory: Bool { true }

    /// Reads all of it.
    /// - Parameter question: only what it asks for is kept; nil: everything.
    /// - Throws: ``CommandFailure`` when it cannot be read, or when too much would have to be kept.
    static func read(_ path: String, keeping question: LogQuestion?, meter: ProgressMeter) async throws -> FileSource {
        let input = try ImportSource(path)
        var reading = FileReading(input.name, keeping: question, zone: meter.zone, mayWait: true)
        var memory = FileMemory()
        for try await piece in input {
            try await reading.take(piece) { try memory.add($0, of: input.name) }
            meter.show(read: input.read, of: input.size, entries: reading.count)
        }
        try await reading.finish { try memory.add($0, of: input.name) }
        meter.clear()
        if let account = reading.account { meter.say(account) }
        let source = StoreSource(name: input.name, store: try await memory.store(), sites: SiteDirectory())
        return FileSource(memory: source, loss: reading.loss)
    }

    private init(memory: StoreSource<MemoryStore>, loss: String?) {
        self.memory = memory
        self.loss = loss
    }

    func page(
        _ question: LogQuestion, limit: Int, budget: Duration?,
        progress: @escaping @Sendable (SearchProgress) -> Void
    ) async throws -> LogPage {
        try await memory.page(question, limit: limit, budget: budget, progress: progress)
    }

    func entry(_ id: EntryID) async throws -> Entry? {
        try await memory.entry(id)
    }

    func neighbours(of entry: Entry, _ scope: ContextScope, before: Int, after: Int) async throws -> Neighbours {
        try await memory.neighbours(of: entry, scope, before: before, after: after)
    }

    func facets(_ question: LogQuestion, fields: [Field], limit: Int) async throws -> CountAnswer<[Facet]> {
        try await memory.facets(question, fields: fields, limit: limit)
    }

    func count(_ question: LogQuestion) async throws -> CountAnswer<Int> {
        try await memory.count(question)
    }

    func tail(
        _ question: LogQuestion, _ manner: TailManner, _ handle: (TailNews) async throws -> Void
    ) async throws {
        try await memory.tail(question, manner, handle)
    }

    /// Those that entries name.
    func siteFacts() async throws -> [SiteFacts] {
        let facets = try await memory.facets(LogQuestion(), fields: [.site], limit: Facet.mostValues)
        return facets.counts.flatMap(\.values).map { SiteFacts(id: $0.text, name: $0.text) }
    }

    func chargers(limit: Int, meter: ProgressMeter) async throws -> [ChargerFacts] {
        try await memory.chargers(limit: limit, meter: meter)
    }

    func timeline(
        of charger: ChargerID, from: Timestamp?, to: Timestamp?
    ) async throws -> (timeline: Timeline, unreadable: Int)? {
        try await memory.timeline(of: charger, from: from, to: to)
    }
}
