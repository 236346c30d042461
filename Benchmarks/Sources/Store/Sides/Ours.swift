import EmbeddedStore
import Foundation
import Logging
import OCPP
import OCPPLog

/// Our store through its public interface; the one file that knows it.
struct Ours {
    /// So many entries are handed over at once.
    static let importBatch = 65_536
    static let origin: UInt32 = 0x0C_B4

    let options: Options
    let directory: String

    private func open() throws -> EmbeddedStore {
        try EmbeddedStore.open(
            directory: directory, newOrigin: { Self.origin },
            now: { Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1e6)) },
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Everything sealed and on the disk.
    private func finish(_ store: EmbeddedStore) async throws {
        try await store.seal()
        try await store.compact()
        try await store.close()
    }

    /// Writes all entries: as an import where the store takes one, else in commits.
    func load() async throws -> Outcome {
        try await write(options.entries, batch: Self.importBatch) { store, entries in
            if let taking = store as? any ImportStore {
                let count = try await taking.add(entries)
                guard count.added == entries.count else {
                    throw Failure("\(entries.count - count.added) entries were not taken")
                }
            } else {
                try await store.commit(Batch(entries: entries))
            }
        }
    }

    /// Writes entries as the recorder does.
    func commit(_ count: Int, batch: Int) async throws -> Outcome {
        try await write(count, batch: batch) { store, entries in
            try await store.commit(Batch(entries: entries))
        }
    }

    func write(
        _ count: Int, batch: Int, _ write: (any EntryStore, [Entry]) async throws -> Void
    ) async throws -> Outcome {
        var outcome = Outcome()
        let bare = Usage.memory
        var source = EntrySource(options.makeTraffic(), count: min(count, options.entries))
        var entries = source.next(batch)
        // The generator and what it hands over are no part of the store.
        let foreign = max(0, Usage.memory - bare)
        let watch = MemoryWatch()
        let (begun, wall, written) = (Usage.cpu - source.cpu, Usage.wall, Usage.written)
        let store = try open()
        while !entries.isEmpty {
            try await write(store, entries)
            // Let go of before the next are made.
            entries = []
            entries = source.next(batch)
        }
        outcome.figures["memory after"] = Usage.memory - foreign
        try await finish(store)
        watch.end()
        let cpu = Usage.cpu - source.cpu - watch.cpu - begun
        outcome.load = Outcome.Load(
            entries: source.made, cpu: cpu, wall: Usage.wall - wall, disk: Files.size(directory))
        outcome.figures["memory peak"] = max(0, watch.peak - foreign)
        outcome.figures["memory of the generator"] = foreign
        outcome.figures["generator per second"] = Double(source.made) / max(source.cpu, 1e-9)
        outcome.figures["written"] = (Usage.written - written) / Double(max(1, source.made))
        return outcome
    }

    /// What it takes until the log can be asked, in a process of its own.
    func start() async throws -> Outcome {
        var outcome = Outcome()
        let (cpu, wall) = (Usage.cpu, Usage.wall)
        let store = try open()
        outcome.figures["start"] = Usage.wall - wall
        outcome.figures["start cpu"] = Usage.cpu - cpu
        _ = try await store.search(Search(limit: 100))
        outcome.figures["first page"] = Usage.wall - wall
        try await store.close()
        return outcome
    }

    /// Asks all questions that the store can answer.
    func ask() async throws -> Outcome {
        var outcome = Outcome()
        let store = try open()
        let landmarks = Landmarks(entries: options.entries)
        for question in options.questions {
            guard try await answer(question, landmarks, store) != nil else { continue }
            let answer = try await Repetition.ask(question, runs: options.runs) {
                let begun = Usage.cpu
                let hits = try await self.answer(question, landmarks, store) ?? 0
                return (hits, Usage.cpu - begun)
            }
            outcome.answers.append(answer)
        }
        outcome.figures["memory asked"] = Usage.memory
        try await store.close()
        return outcome
    }

    /// The number of hits; nil where the store has no such question.
    private func answer(_ question: Question, _ landmarks: Landmarks, _ store: any EntryStore) async throws -> Int? {
        let query = try QueryParser.parse(question.query(landmarks))
        if question.isCount {
            guard let counting = store as? any EntryCounting else { return nil }
            return try await count(question, query, landmarks, counting)
        }
        var search = Search(query, limit: question == .newest ? 100 : 1_000_000)
        if question == .day {
            search.from = Timestamp(microseconds: landmarks.day)
            search.to = Timestamp(microseconds: landmarks.day + 86_400_000_000)
        }
        return try await store.search(search).entries.count
    }

    private func count(
        _ question: Question, _ query: Query, _ landmarks: Landmarks, _ store: any EntryCounting
    ) async throws -> Int {
        let (from, to) = (Timestamp(microseconds: landmarks.counted), Timestamp(microseconds: landmarks.end))
        switch question {
        case .facets:
            let facets = try await store.facets(
                Selection(query, from: from, to: to), fields: Question.facetFields, limit: 1_000
            ).counts
            return facets.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1.count } }
        case .histogram:
            let hours = (0...30 * 24).map { from.advanced(by: .seconds(3_600 * $0)) }
            return try await store.histogram(Selection(query), boundaries: hours).counts.reduce(0) { $0 + $1.total }
        default:
            let all = [Timestamp(microseconds: landmarks.begin), to]
            return try await store.histogram(Selection(query), boundaries: all).counts.reduce(0) { $0 + $1.total }
        }
    }
}
