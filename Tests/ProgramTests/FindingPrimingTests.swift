import Logging
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import ocpplogs

/// What the rules remember after a restart.
@Suite(.timeLimit(.minutes(1)))
struct FindingPrimingTests {
    private let now = Timestamp.at(1_000_000)
    private let store = MemoryStore(origin: 7)
    private let silent = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    /// The start of a transaction, so many seconds ago.
    private func start(_ number: Int, ago seconds: Double, origin: UInt32 = 7) -> Entry {
        var entry = Entry(
            id: EntryID(origin: origin, sequence: Int64(number)), kind: .exchange,
            datetime: now.advanced(by: .seconds(-seconds)), chargerID: ChargerID("CP"),
            connectionID: ConnectionID(rawValue: 1), source: .cp, version: .v16)
        entry.action = .startTransaction
        entry.connectorID = 1
        entry.transactionID = "\(number)"
        entry.answerStatus = "Accepted"
        let request =
            #"{"connectorId":1,"idTag":"T","meterStart":0,"timestamp":"2026-11-23T10:00:\#(10 + number % 50)Z"}"#
        let response = #"{"transactionId":\#(number),"idTagInfo":{"status":"Accepted"}}"#
        entry.request = RecordedFrame(Array(request.utf8), payload: 0..<request.utf8.count)
        entry.response = RecordedFrame(Array(response.utf8), payload: 0..<response.utf8.count)
        return entry
    }

    /// What is found in a second start at the same connector: that the first one never stopped, where it is known.
    private func found(_ limits: FindingPriming.Limits = .init(), clock: any Clock<Duration> = ContinuousClock()) async
        -> Bool
    {
        let priming = FindingPriming(now: now, logger: silent, limits: limits, clock: clock)
        var examiner = await priming.examiner(store)
        return examiner.findings(of: start(99, ago: 0)).contains("start-without-stop")
    }

    @Test func aTransactionThatRanBeforeTheRestartIsKnownAfterIt() async throws {
        #expect(await !found())
        try await store.commit(Batch(entries: [start(1, ago: 7_200)]))
        #expect(await found())
    }

    @Test func whatIsOlderThanADayIsNotShown() async throws {
        try await store.commit(Batch(entries: [start(1, ago: 90_000)]))
        #expect(await !found())
    }

    @Test func whatWasImportedIsNotShown() async throws {
        _ = await store.add([start(1, ago: 7_200)])
        #expect(await !found())
    }

    @Test func ofTooManyEntriesTheNewestAreShown() async throws {
        try await store.commit(Batch(entries: [start(1, ago: 7_200), start(2, ago: 3_600)]))
        var limits = FindingPriming.Limits()
        limits.entries = 1
        #expect(await found(limits))
        limits.entries = 0
        #expect(await !found(limits))
    }

    @Test func whoTakesTooLongIsNotWaitedFor() async throws {
        try await store.commit(Batch(entries: [start(1, ago: 7_200)]))
        let priming = FindingPriming(now: now, logger: silent, clock: ImpatientClock())
        var examiner = await priming.examiner(StuckStore(memory: store))
        #expect(!examiner.findings(of: start(99, ago: 0)).contains("start-without-stop"))
    }

    /// Counts, and never ends a walk before it is cancelled.
    private struct StuckStore: EntryStore, EntryCounting {
        let memory: MemoryStore

        var origin: UInt32 { memory.origin }

        func lastSequence() async throws -> Int64 { await memory.lastSequence() }
        func commit(_ batch: Batch) async throws { try await memory.commit(batch) }
        func unfinished() async throws -> Unfinished { await memory.unfinished() }
        func entry(_ id: EntryID) async throws -> Entry? { await memory.entry(id) }

        func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) async throws -> Page {
            await memory.search(search, progress: progress)
        }

        func walk(_ search: Search, _ body: ([Entry]) async throws -> Bool) async throws -> WalkEnd {
            try await Task.sleep(for: .seconds(3_600))
            return WalkEnd(isComplete: false)
        }

        func histogram(
            _ selection: Selection, boundaries: [Timestamp]
        ) async throws -> CountAnswer<[ToneCounts]> {
            await memory.histogram(selection, boundaries: boundaries)
        }

        func facets(_ selection: Selection, fields: [Field], limit: Int) async throws -> CountAnswer<[Facet]> {
            await memory.facets(selection, fields: fields, limit: limit)
        }

        func counts(_ selection: Selection, of queries: [Query]) async throws -> CountAnswer<[Int]> {
            await memory.counts(selection, of: queries)
        }
    }
}
