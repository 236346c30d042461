import Foundation
import LogFormats
import OCPP
import OCPPLog

/// A file or standard input, read into memory as far as the question reaches.
struct FileSource: LogSource {
    private let memory: StoreSource<MemoryStore>
    let loss: String?

    var name: String { memory.name }

    /// Reads all of it.
    /// - Parameter question: only what it asks for is kept; nil: everything.
    /// - Throws: ``CommandFailure`` when it cannot be read, or when too much would have to be kept.
    static func read(_ path: String, keeping question: LogQuestion?, meter: ProgressMeter) async throws -> FileSource {
        let input = try ImportSource(path)
        var reading = FileReading(input.name, keeping: question)
        for try await piece in input {
            try await reading.take(piece)
            meter.show(read: input.read, of: input.size, entries: reading.count)
        }
        try await reading.finish()
        meter.clear()
        let memory = StoreSource(name: input.name, store: reading.store, sites: SiteDirectory())
        return FileSource(memory: memory, loss: reading.loss)
    }

    private init(memory: StoreSource<MemoryStore>, loss: String?) {
        self.memory = memory
        self.loss = loss
    }

    /// In one piece, whatever the budget: a page costs a look at everything.
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

    func facets(_ question: LogQuestion, fields: [Field], limit: Int) async throws -> [Facet] {
        try await memory.facets(question, fields: fields, limit: limit)
    }

    func histogram(_ question: LogQuestion, boundaries: [Timestamp]) async throws -> [ToneCounts] {
        try await memory.histogram(question, boundaries: boundaries)
    }
}
