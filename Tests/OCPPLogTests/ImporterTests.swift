import OCPP
import OCPPLog
import TestSupport
import Testing

/// Taking over: batches, duplicates, and what ends it early.
@Suite(.timeLimit(.minutes(1)))
struct ImporterTests {
    private let store = MemoryStore(origin: 7)

    @Test func allThatIsReadIsAddedAndWhatIsThereIsLeftOut() async throws {
        let first = try await Importer(into: store, batchLimit: 10).run(pieces([1, 2, 3]), reader: Numbers()) { _, _ in
            false
        }
        #expect(first.count == ImportCount(added: 21, duplicates: 0) && first.rejected == 3)
        let second = try await Importer(into: store, batchLimit: 4).run(pieces([1, 2, 4]), reader: Numbers()) { _, _ in
            false
        }
        #expect(second.count == ImportCount(added: 7, duplicates: 14))
        let entries = await store.search(Search(limit: 1_000)).entries
        #expect(entries.count == 28 && Set(entries.map(\.id.origin)) == [store.importOrigin])
        #expect(Set(entries.map(\.id.sequence)) == Set(1...28))
    }

    @Test func idsOfTheRecorderGoOnBesideThoseTakenOver() async throws {
        _ = await store.add([Numbers.entry(1)])
        var entry = Numbers.entry(2)
        entry.id = EntryID(origin: 7, sequence: 1)
        try await store.commit(Batch(entries: [entry]))
        _ = await store.add([Numbers.entry(2), Numbers.entry(3)])
        let last = await store.lastSequence()
        #expect(last == 1)
        let ids = await store.search(Search()).entries.map(\.id.sequence)
        #expect(ids == [2, 1, 1])
    }

    @Test func itIsToldAfterEachBatchAndMayEndThere() async throws {
        let progress = try await Importer(into: store, batchLimit: 5).run(pieces([1, 2, 3]), reader: Numbers()) {
            soFar, _ in
            soFar.count.added >= 10
        }
        #expect(progress.count.added == 10)
        #expect(await store.search(Search(limit: 1_000)).entries.count == 10)
    }

    @Test func aFaultKeepsWhatCameBefore() async throws {
        let stopped = await #expect(throws: ImportStopped.self) {
            try await Importer(into: store, batchLimit: 5).run(pieces([1, 0]), reader: Numbers()) { _, _ in false }
        }
        #expect(stopped?.progress.count.added == 7 && stopped?.cause is ImportFault)
    }

    @Test func aStoreThatFailsEndsIt() async throws {
        let stopped = await #expect(throws: ImportStopped.self) {
            try await Importer(into: FullStore(), batchLimit: 5).run(pieces([1, 2]), reader: Numbers()) { _, _ in false
            }
        }
        #expect((stopped?.cause as? StoreError)?.code == .full && stopped?.progress.count == ImportCount())
    }

    @Test func rulesLookAtWhatIsTakenOverInItsOrderAlsoAtWhatIsThereAlready() async throws {
        _ = await store.add([Numbers.entry(8)])
        let importer = Importer(into: store, examiner: Counting(), batchLimit: 5)
        let progress = try await importer.run(pieces([1, 2]), reader: Numbers()) { _, _ in false }
        #expect(progress.count == ImportCount(added: 13, duplicates: 1))
        let entries = await store.search(Search(order: .oldestFirst)).entries
        #expect(entries.map(\.findings) == (1...14).map { $0 == 2 ? [] : ["seen-\($0)"] })
    }

    @Test func whatALogSaysOfFindingsStaysAlsoWhenItSaysThatThereWereNone() {
        var batch = ImportBatch()
        var told = Numbers.entry(1)
        told.findings = ["of-the-log"]
        batch.add(told, isExamined: true)
        batch.add(Numbers.entry(2), isExamined: true)
        batch.add(Numbers.entry(3))
        var examiner: (any EntryExaminer)? = Counting()
        batch.examine(by: &examiner)
        #expect(batch.entries.map(\.findings) == [["of-the-log"], [], ["seen-3"]])
        var nobody: (any EntryExaminer)?
        batch.examine(by: &nobody)
        #expect(batch.entries.map(\.findings) == [["of-the-log"], [], ["seen-3"]])
    }

    private func pieces(_ bytes: [UInt8]) -> AsyncStream<[UInt8]> {
        AsyncStream { continuation in
            for byte in bytes { continuation.yield([byte]) }
            continuation.finish()
        }
    }

    private struct FullStore: ImportStore {
        func add(_ entries: [Entry]) async throws -> ImportCount { throw StoreError(.full, "the disk is full") }
    }
}

/// Finds something in every entry: how many it has seen.
private struct Counting: EntryExaminer {
    private var count = 0

    mutating func findings(of entry: Entry) -> [String] {
        count += 1
        return ["seen-\(count)"]
    }
}

/// Reads seven entries and a rejected line of each byte; 0 is a fault.
private struct Numbers: EntryReader {
    private var waiting: [UInt8] = []
    private var next = 0

    mutating func append(_ bytes: [UInt8]) {
        waiting += bytes
    }

    mutating func finish() {}

    mutating func read(into batch: inout ImportBatch) throws(ImportFault) -> Bool {
        while let byte = waiting.first {
            guard byte > 0 else { throw ImportFault("nothing can be read") }
            while next < 7 {
                if batch.isFull { return true }
                batch.add(Self.entry(Int(byte) * 7 + next))
                next += 1
            }
            batch.add(ImportReject(line: Int(byte), code: "not_json", reason: "this is no JSON"))
            waiting.removeFirst()
            next = 0
        }
        return batch.isFull
    }

    static func entry(_ number: Int) -> Entry {
        var entry = Entry(
            kind: .unanswered, datetime: .at(Double(number)), chargerID: ChargerID("CP"),
            connectionID: ConnectionID(rawValue: 0), source: .cp, version: .v16)
        entry.uniqueID = UniqueID("\(number)")
        return entry
    }
}
