import OCPP
import OCPPLog
import Synchronization
import TestSupport
import Testing

@testable import ocpplogs

/// Going through all entries of a log: the first page as a page, and the rest as the source knows best.
struct EntryWalkTests {
    private static let count: Int64 = 3_300

    /// Entries in twos of the same time, of two stations.
    private func source() async throws -> StoreSource<MemoryStore> {
        let store = MemoryStore(origin: 0x3F09_A2C1)
        let entries = (1...Self.count).map { number in
            PrintedEntry.blank(
                .heartbeat, at: Double(number / 2), number: number, charger: number % 3 == 0 ? "CP-7" : "CP-8"
            )
        }
        try await store.commit(Batch(entries: entries))
        return StoreSource(name: "memory", store: store, sites: SiteDirectory())
    }

    /// What was handed out, by number, and how far the walk says that it came.
    private func walked(
        _ source: StoreSource<MemoryStore>, _ question: LogQuestion, limit: Int? = nil, toTheEnd: Bool = true
    ) async throws -> (numbers: [Int64], place: EntryWalk.Place) {
        let walk = EntryWalk(source, question)
        let meter = ProgressMeter(zone: PrintedEntry.utc, isQuiet: true)
        let numbers = Mutex<[Int64]>([])
        let take = { @Sendable (entries: [Entry]) in numbers.withLock { $0 += entries.map(\.id.sequence) } }
        if toTheEnd {
            try await walk.runToTheEnd(limit: limit, meter: meter, take)
        } else {
            try await walk.run(limit: limit, meter: meter, take)
        }
        return (numbers.withLock { $0 }, walk.place)
    }

    @Test(arguments: [Search.Order.oldestFirst, .newestFirst])
    func everyEntryComesOnceAndInOrder(_ order: Search.Order) async throws {
        let found = try await walked(source(), LogQuestion(order: order))
        #expect(found.numbers == (order == .oldestFirst ? Array(1...Self.count) : (1...Self.count).reversed()))
        #expect(found.place.count == Int(Self.count) && found.place.next == nil)
    }

    @Test func whatMatchesIsTheSameByPages() async throws {
        let source = try await source()
        let question = LogQuestion(
            query: .field(.charger, [.glob(Glob(literal: "CP-7"))]), from: .at(3), order: .oldestFirst)
        let byPages = try await walked(source, question, toTheEnd: false)
        let found = try await walked(source, question)
        #expect(found.numbers == byPages.numbers && found.numbers.count > 1_000)
    }

    @Test(arguments: [1, 499, 500, 501, 1_500, 1_777, Int(count) - 1])
    func aLimitEndsItAndItsPlaceGoesOnThere(_ limit: Int) async throws {
        let source = try await source()
        var question = LogQuestion(order: .oldestFirst)
        let first = try await walked(source, question, limit: limit)
        #expect(first.numbers == Array(1...Int64(limit)))
        let next = try #require(first.place.next)
        question.after = next
        let rest = try await walked(source, question)
        #expect(rest.numbers == Array(Int64(limit) + 1...Self.count) && rest.place.next == nil)
    }

    @Test func whatStopsItEndsItAtThePlaceThatWasHandedOut() async throws {
        struct Stopped: Error {}
        let walk = EntryWalk(try await source(), LogQuestion(order: .oldestFirst))
        let seen = Mutex(0)
        await #expect(throws: Stopped.self) {
            try await walk.runToTheEnd(limit: nil, meter: ProgressMeter(zone: PrintedEntry.utc, isQuiet: true)) {
                entries in
                let before = seen.withLock { $0 }
                if before > 1_000 { throw Stopped() }
                seen.withLock { $0 += entries.count }
            }
        }
        let place = walk.place
        #expect(place.count == seen.withLock { $0 } && place.next.map { $0.hasSuffix("-\(place.count)") } ?? false)
    }
}
