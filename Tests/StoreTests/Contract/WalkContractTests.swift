import OCPP
import OCPPLog
import TestSupport
import Testing

/// What every store promises of a walk over all entries that match.
struct WalkContractTests {
    @Test(arguments: StoreKind.allCases, Search.Order.allCases)
    func aWalkVisitsEveryEntryOnceInItsOrder(_ kind: StoreKind, _ order: Search.Order) async throws {
        let tested = try kind.make()
        try await tested.store.commit(.numbered(1...37))
        try await tested.store.commit(Batch(entries: [.stored(38, at: 3.5), .stored(39, at: 3.5)]))
        var visited: [Int64] = []
        var sizes: [Int] = []
        let end = try await tested.store.walk(Search(order: order, limit: 8)) { entries in
            visited += entries.map(\.id.sequence)
            sizes.append(entries.count)
            return true
        }
        let oldestFirst: [Int64] = [1, 2, 3, 38, 39] + Array(4...37)
        #expect(visited == (order == .oldestFirst ? oldestFirst : oldestFirst.reversed()))
        #expect(sizes.allSatisfy { (1...8).contains($0) })
        #expect(end == WalkEnd(isComplete: true))
    }

    @Test(arguments: StoreKind.allCases)
    func aWalkKeepsToItsQueryItsTimesAndItsPlace(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        try await tested.store.commit(
            Batch(entries: (1...20).map { .stored($0, at: Double($0), charger: $0 % 2 == 0 ? "A" : "B") }))
        let query = try QueryParser.parse("charger:A")
        var visited: [Int64] = []
        let search = Search(
            query, from: .at(4), to: .at(19), order: .oldestFirst, after: Cursor(after: .stored(6, at: 6)), limit: 3)
        _ = try await tested.store.walk(search) { entries in
            visited += entries.map(\.id.sequence)
            return true
        }
        #expect(visited == [8, 10, 12, 14, 16, 18])
    }

    @Test(arguments: StoreKind.allCases)
    func aWalkKnowsWhatStationsSaidWhenTheyBooted(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        var boot = Entry.stored(2, at: 2, charger: "A")
        boot.action = .bootNotification
        let payload = #"{"chargePointVendor":"Vestel","chargePointModel":"EVC04"}"#
        boot.request = RecordedFrame(Array(payload.utf8), payload: 0..<payload.utf8.count)
        try await tested.store.commit(
            Batch(entries: [
                .stored(1, at: 1, charger: "A"), boot, .stored(3, at: 3, charger: "A"), .stored(4, at: 4, charger: "B"),
            ]))
        var visited: [Int64] = []
        let search = Search(try QueryParser.parse("vendor:vestel"), order: .oldestFirst)
        _ = try await tested.store.walk(search) { entries in
            visited += entries.map(\.id.sequence)
            return true
        }
        #expect(visited == [2, 3])
    }

    @Test(arguments: StoreKind.allCases)
    func aWalkOverNothingHasNoBatch(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        var batches = 0
        let end = try await tested.store.walk(Search()) { _ in
            batches += 1
            return true
        }
        #expect(batches == 0 && end == WalkEnd(isComplete: true))
    }

    @Test(arguments: StoreKind.allCases)
    func aWalkEndsWhenItsBodySaysSoOrThrows(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        try await tested.store.commit(.numbered(1...20))
        var visited = 0
        let end = try await tested.store.walk(Search(limit: 5)) { entries in
            visited += entries.count
            return visited < 10
        }
        #expect(visited == 10 && end.isComplete == false)
        await #expect(throws: Refusal.self) {
            _ = try await tested.store.walk(Search(limit: 5)) { _ in throw Refusal() }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func aWalkEndsWhenItsTaskIsCancelled(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        try await tested.store.commit(.numbered(1...20))
        let store = tested.store
        let outcome = await withTaskGroup(of: (batches: Int, isCancelled: Bool).self) { group in
            let (begun, begin) = AsyncStream.makeStream(of: Void.self)
            group.addTask {
                var batches = 0
                do {
                    _ = try await store.walk(Search(limit: 1)) { _ in
                        batches += 1
                        begin.yield()
                        // Goes on when the task is cancelled, and not before.
                        for await _ in AsyncStream<Never>.makeStream().stream {}
                        return true
                    }
                    return (batches, false)
                } catch {
                    return (batches, error is CancellationError)
                }
            }
            _ = await begun.first { _ in true }
            group.cancelAll()
            return await group.next() ?? (0, false)
        }
        #expect(outcome.batches == 1 && outcome.isCancelled)
    }

    @Test func whatIsDamagedOnThePagesIsCounted() async throws {
        let end = try await DamagedPages().walk(Search(limit: 2)) { _ in true }
        #expect(end == WalkEnd(isComplete: true, unreadable: 6))
    }

    private struct Refusal: Error {}
}

/// A store of three pages, on each of which two entries cannot be read.
private struct DamagedPages: EntryStore {
    let origin: UInt32 = 7

    func lastSequence() async throws -> Int64 { 3 }
    func commit(_ batch: Batch) async throws {}
    func unfinished() async throws -> Unfinished { Unfinished() }
    func entry(_ id: EntryID) async throws -> Entry? { nil }
    func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) async throws -> Page {
        let number = (search.after?.id.sequence ?? 0) + 1
        let entry = Entry.stored(number, at: -Double(number))
        return Page(entries: [entry], next: number < 3 ? Cursor(after: entry) : nil, unreadable: 2)
    }
}
