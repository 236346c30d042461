import Logging
import OCPP
import TestSupport
import Testing

@testable import OCPPLog

/// Who watches is told what was committed, once, in its order, and what it had no room for.
@Suite(.timeLimit(.minutes(1)))
struct LiveTailTests {
    private static let start = TailPlace(origin: 7, sequence: 0, moment: .at(0))

    private static func entries(_ numbers: ClosedRange<Int64>, charger: String = "A") -> [Entry] {
        numbers.map { number in
            var entry = Entry(
                id: EntryID(origin: 7, sequence: number), kind: .exchange, datetime: .at(Double(number)),
                siteID: .default, chargerID: ChargerID(charger), connectionID: ConnectionID(rawValue: 1), source: .cp,
                version: .v16)
            entry.action = .heartbeat
            return entry
        }
    }

    private static func tail(_ change: (inout TailLimits) -> Void = { _ in }) -> LiveTail {
        var limits = TailLimits()
        change(&limits)
        return LiveTail(from: start, limits: limits)
    }

    private static func numbers(_ event: TailEvent?) -> [Int64]? {
        guard case .batch(let batch) = event else { return nil }
        return batch.entries.map(\.id.sequence)
    }

    @Test func eachIsToldWhatMatchesItsQuery() async throws {
        let tail = Self.tail()
        let ofA = try tail.watch(try QueryParser.parse("charger:A"))
        let all = try tail.watch(.everything)
        tail.publish(Self.entries(1...2) + Self.entries(3...3, charger: "B"))
        tail.handOut()
        let one = await ofA.next()
        let other = await all.next()
        #expect(Self.numbers(one) == [1, 2] && Self.numbers(other) == [1, 2, 3])
        guard case .batch(let batch) = one else { return }
        #expect(batch.place == TailPlace(origin: 7, sequence: 3, moment: .at(3)))
    }

    @Test func whatStationsSaidWhenTheyBootedIsKnownOnceItWasAskedFor() async throws {
        func boot(_ number: Int64, charger: String, vendor: String) -> Entry {
            var entry = Self.entries(number...number, charger: charger)[0]
            entry.action = .bootNotification
            let payload = #"{"chargePointVendor":"\#(vendor)"}"#
            entry.request = RecordedFrame(Array(payload.utf8), payload: 0..<payload.utf8.count)
            return entry
        }
        let store = MemoryStore(origin: 7)
        try await store.commit(Batch(entries: [boot(1, charger: "A", vendor: "Vestel")]))
        let tail = Self.tail()
        try await tail.learnBoots(from: store)
        let watcher = try tail.watch(try QueryParser.parse("vendor:vestel"))
        tail.publish(Self.entries(2...2) + Self.entries(3...3, charger: "B"))
        tail.publish([boot(4, charger: "B", vendor: "VESTEL")] + Self.entries(5...5, charger: "B"))
        tail.handOut()
        let event = await watcher.next()
        #expect(Self.numbers(event) == [2, 4, 5])
        // What the store does not hold any more is forgotten with the next one that asks.
        try await tail.learnBoots(from: MemoryStore(origin: 7))
        tail.publish(Self.entries(6...6))
        tail.publish([boot(7, charger: "B", vendor: "Vestel")])
        tail.handOut()
        let later = await watcher.next()
        #expect(Self.numbers(later) == [7])
    }

    @Test func thoseWithOneQueryAreGivenTheSameBatchAndItIsRenderedOnce() async throws {
        let tail = Self.tail()
        let watchers = try (0..<3).map { _ in try tail.watch(try QueryParser.parse("charger:A")) }
        tail.publish(Self.entries(1...1))
        tail.handOut()
        var batches: [TailBatch] = []
        for watcher in watchers {
            if case .batch(let batch) = await watcher.next() { batches.append(batch) }
        }
        #expect(batches.count == 3 && Set(batches.map(ObjectIdentifier.init)).count == 1)
        let texts = batches.enumerated().map { index, batch in batch.rendered("x") { _ in [UInt8(index)] } }
        #expect(texts == [[0], [0], [0]])
    }

    @Test func whoComesLaterIsToldWhatComesLater() async throws {
        let tail = Self.tail()
        tail.publish(Self.entries(1...4))
        let watcher = try tail.watch(.everything)
        #expect(watcher.start.sequence == 4)
        tail.publish(Self.entries(5...5))
        tail.handOut()
        let event = await watcher.next()
        #expect(Self.numbers(event) == [5])
    }

    @Test func whatThereIsNoRoomForBecomesAGapWithItsEndsAndCount() async throws {
        let tail = Self.tail { $0.entriesPerWatcher = 5 }
        let watcher = try tail.watch(.everything)
        tail.publish(Self.entries(1...2))
        tail.handOut()
        let first = await watcher.next()
        #expect(Self.numbers(first) == [1, 2])
        for number in Int64(3)...9 {
            tail.publish(Self.entries(number...number))
            tail.handOut()
        }
        guard case .gap(let gap) = await watcher.next() else { Issue.record("no gap"); return }
        #expect(gap.count == 6 && gap.from.sequence == 2 && gap.to.sequence == 8)
        let next = await watcher.next()
        #expect(Self.numbers(next) == [9])
        #expect(tail.counts.dropped == 6)
    }

    @Test func whatIsTooMuchToBeMatchedIsAGapOfEverybody() async throws {
        let tail = Self.tail { $0.waitingEntries = 3 }
        let watchers = try [tail.watch(.everything), tail.watch(try QueryParser.parse("charger:B"))]
        tail.publish(Self.entries(1...4))
        tail.publish(Self.entries(5...5))
        tail.handOut()
        for watcher in watchers {
            guard case .gap(let gap) = await watcher.next() else { Issue.record("no gap"); return }
            #expect(gap.count == 4 && gap.from.sequence == 0 && gap.to.sequence == 4)
        }
        let next = await watchers[0].next()
        #expect(Self.numbers(next) == [5])
    }

    @Test func oneMoreThanThereMayBeIsRefusedUntilOneHasLeft() throws {
        let tail = Self.tail { $0.watchers = 1 }
        do {
            let watcher = try tail.watch(.everything)
            #expect(throws: TailIsFull(watchers: 1)) { _ = try tail.watch(.everything) }
            watcher.end()
        }
        _ = try tail.watch(.everything)
        #expect(tail.counts.refused == 1)
    }

    @Test func whoIsToldNothingIsToldSoAndWhereItIs() async throws {
        let tail = Self.tail()
        let watcher = try tail.watch(try QueryParser.parse("charger:B"))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await tail.run(clock: SkippingClock()) }
            guard case .quiet(let place) = await watcher.next() else { Issue.record("not quiet"); return }
            #expect(place.sequence == 0)
            tail.finish()
        }
    }

    @Test func itsEndEndsEveryWatcher() async throws {
        let tail = Self.tail()
        let watchers = try (0..<3).map { _ in try tail.watch(.everything) }
        await withTaskGroup(of: Bool.self) { group in
            for watcher in watchers { group.addTask { await watcher.next().isNothing } }
            group.addTask {
                await tail.run()
                return true
            }
            tail.finish()
            for await isEnded in group { #expect(isEnded) }
        }
        let late = try tail.watch(.everything)
        let event = await late.next()
        #expect(event.isNothing)
    }

    @Test func aWatcherWhoseTaskIsCancelledEnds() async throws {
        let watcher = try Self.tail().watch(.everything)
        let isEnded = await withTaskGroup(of: Bool.self) { group in
            group.addTask { await watcher.next().isNothing }
            group.cancelAll()
            return await group.next()
        }
        #expect(isEnded == true)
    }

    @Test(arguments: [
        start, TailPlace(origin: .max, sequence: .max, moment: .at(-5)),
        TailPlace(
            origin: 1, sequence: 4, moment: .at(9),
            catchingUp: .init(
                end: 9, endMoment: .at(12), after: Cursor(datetime: .at(3), id: EntryID(origin: 1, sequence: 5)))),
    ]) func aPlaceIsReadBack(_ place: TailPlace) {
        #expect(TailPlace(place.description) == place)
    }

    @Test(arguments: [
        "", "7", "7.1", "x.1.1", "7.-1.1", "7.1.1.1", "07.1.1", "7.5.1.4.1.1_7-1", "7.1.1.2.2.x", "7.1.1 ",
    ])
    func whatIsNoPlaceIsNone(_ text: String) {
        #expect(TailPlace(text) == nil)
    }

    @Test func theRecorderTellsWhatItHasCommitted() async throws {
        let store = MemoryStore(origin: 7)
        let tail = Self.tail()
        let watcher = try tail.watch(.everything)
        let recorder = Recorder(
            store: store, sites: SiteDirectory([Site(id: SiteID("all"), level: .debug, chargers: [Glob("*")])]),
            tail: tail, clock: ImpatientClock(), now: { .at(100) },
            logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
        recorder.offer(talk("D-1", "Heartbeat") + talk("D-1", "Authorize", at: 5))
        recorder.finish()
        try await recorder.run()
        tail.handOut()
        let event = await watcher.next()
        #expect(Self.numbers(event) == [1, 2])
        let stored = await store.search(Search(order: .oldestFirst))
        guard case .batch(let batch) = event else { return }
        #expect(batch.entries == stored.entries)
    }
}

extension TailEvent? {
    /// Whether the watcher has ended.
    fileprivate var isNothing: Bool {
        if case .none = self { true } else { false }
    }
}
