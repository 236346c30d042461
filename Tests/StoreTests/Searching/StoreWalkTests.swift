import OCPP
import OCPPLog
import Synchronization
import TestSupport
import Testing

@testable import EmbeddedStore

/// A walk gives what the pages of the same search give, whatever lies where, and decodes each block once.
struct StoreWalkTests {
    /// Entries of which many have the same time and some come late.
    private static func entries(_ count: Int, using random: inout SeededGenerator) -> [Entry] {
        (1...count).map { number in
            let late = Int.random(in: 0..<10, using: &random) == 0 ? Int.random(in: 1...30, using: &random) : 0
            var entry = Entry.stored(
                Int64(number), at: Double((number - late) / 3), charger: "CP-\(Int.random(in: 1...9, using: &random))")
            let payload = Array("{\"word\":\"word\(number % 40)\",\"n\":\(number)}".utf8)
            entry.request = RecordedFrame(payload, payload: 0..<payload.count)
            entry.uniqueID = number % 2 == 0 ? UniqueID("uid-\(number)") : UniqueID("\(1_000 + number)")
            return entry
        }
    }

    private static let queries = [
        "", "charger:CP-3", "word7", "charger:CP-3 word7", "id:uid-44", "-charger:CP-1", "12", "nothing-such",
    ]

    @Test(arguments: [1, 2, 3] as [UInt64], Search.Order.allCases)
    func aWalkGivesWhatPagesGive(_ seed: UInt64, _ order: Search.Order) async throws {
        var random = SeededGenerator(seed: seed)
        let entries = Self.entries(700, using: &random)
        let directory = try TemporaryDirectory()
        let store = try EmbeddedStore.small(directory.path, entriesPerSegment: 64, entriesPerBlock: 16)
        var rest = entries[...]
        while !rest.isEmpty {
            let batch = Array(rest.prefix(Int.random(in: 1...50, using: &random)))
            try await store.commit(Batch(entries: batch))
            rest = rest.dropFirst(batch.count)
            // The last ones stay hot.
            if rest.count > 60 { try await store.seal() }
        }
        for text in Self.queries {
            var search = Search(
                try QueryParser.parse(text), order: order, limit: Int.random(in: 1...90, using: &random))
            if Bool.random(using: &random) { search.from = .at(40) }
            if Bool.random(using: &random) { search.to = .at(180.5) }
            let (walked, byPages) = (Visited(), Visited())
            let end = try await store.walk(search) { walked.add($0) }
            let expected = try await store.walkByPages(search) { byPages.add($0) }
            try #require(walked.entries == byPages.entries, "\(text), seed \(seed)")
            #expect(end == expected)
            #expect(walked.largest <= search.limit)
        }
    }

    @Test(arguments: Search.Order.allCases)
    func whatComesMeanwhileIsVisitedWhereItLiesAhead(_ order: Search.Order) async throws {
        let directory = try TemporaryDirectory()
        let store = try EmbeddedStore.small(directory.path, entriesPerSegment: 16, entriesPerBlock: 4)
        try await store.commit(.numbered(1...50))
        try await store.seal()
        try await store.commit(.numbered(51...70))
        let visited = Visited()
        var batches = 0
        let end = try await store.walk(Search(order: order, limit: 10)) { entries in
            batches += 1
            switch batches {
            case 2: try await store.commit(.numbered(71...80))
            // Hot rows become a segment: none is visited twice, none is left out.
            case 3: try await store.seal()
            case 4: try await store.commit(Batch(entries: [.stored(81, at: 90), .stored(82, at: -5)]))
            default: break
            }
            return visited.add(entries)
        }
        let expected: [Int64] =
            order == .oldestFirst ? Array(1...81) : Array((1...70).reversed()) + [82]
        #expect(visited.entries.map(\.id.sequence) == expected)
        #expect(end == WalkEnd(isComplete: true))
    }

    @Test(arguments: Search.Order.allCases, [1, 7, 1_000])
    func eachBlockIsReadOnce(_ order: Search.Order, _ limit: Int) async throws {
        var random = SeededGenerator(seed: 4)
        let entries = Self.entries(600, using: &random)
        let files = try SearchedFiles(entries, sizes: Array(repeating: 64, count: 8), files: 1)
        var walk = StoreWalk(Search(order: order, limit: limit), tables: files.tables) { _, _ in }
        var count = 0
        while let batch = try await walk.batch(in: files.files) { count += batch.count }
        #expect(count == 600)
        #expect(files.files[0].partsRead == 8 * 4 * 4)
    }

    /// Twelve segments of the same minute: more than may be open at once.
    @Test(arguments: Search.Order.allCases)
    func whereSegmentsOverlapPagesAreTaken(_ order: Search.Order) async throws {
        let entries = (1...480).map { Entry.stored(Int64($0), at: Double($0 * 7 % 40), charger: "CP-\($0 % 3)") }
        let files = try SearchedFiles(entries, sizes: Array(repeating: 40, count: 12))
        let whole = try await files.page(Search(order: order, limit: 1_000))
        var walk = StoreWalk(Search(order: order, limit: 30), tables: files.tables) { _, _ in }
        var walked: [Entry] = []
        while let batch = try await walk.batch(in: files.files) { walked += batch }
        #expect(walked == whole.entries)
    }

    @Test(arguments: [BlockPart.meta, .uid, .text, .num])
    func aDamagedBlockCostsItself(_ part: BlockPart) async throws {
        var random = SeededGenerator(seed: 9)
        let entries = Self.entries(300, using: &random)
        var files = try SearchedFiles(entries, sizes: [64, 64, 64, 64])
        files.files[0].damage(BlockPlace(segment: 2, block: 1), part)
        let told = Mutex(0)
        var walk = StoreWalk(Search(limit: 20), tables: files.tables) { _, _ in told.withLock { $0 += 1 } }
        var count = 0
        while let batch = try await walk.batch(in: files.files) { count += batch.count }
        #expect(count == 300 - 16)
        #expect(walk.unreadable == 16)
        #expect(told.withLock { $0 } == 1)
    }

    @Test func whatFailedIsAskedForAgain() async throws {
        var random = SeededGenerator(seed: 5)
        let entries = Self.entries(256, using: &random)
        let whole = try SearchedFiles(entries, sizes: [64, 64, 64, 64], files: 1)
        var files = whole
        files.files[0].drop(segment: 2)
        let expected = try await whole.page(Search(limit: 1_000))
        var walk = StoreWalk(Search(limit: 100), tables: files.tables) { _, _ in }
        var (walked, failed): ([Entry], Int) = ([], 0)
        do {
            while let batch = try await walk.batch(in: files.files) { walked += batch }
        } catch is BlockGone {
            failed += 1
        }
        while let batch = try await walk.batch(in: whole.files) { walked += batch }
        #expect(failed == 1)
        #expect(walked == expected.entries)
    }

    /// What a walk has visited.
    private final class Visited {
        private(set) var entries: [Entry] = []
        private(set) var largest = 0

        func add(_ batch: [Entry]) -> Bool {
            entries += batch
            largest = max(largest, batch.count)
            return true
        }
    }
}
