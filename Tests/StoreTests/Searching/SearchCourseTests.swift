import OCPP
import OCPPLog
import Synchronization
import TestSupport
import Testing

@testable import EmbeddedStore

/// A search tells how far it has come, can be given up, and goes around what is damaged.
struct SearchCourseTests {
    /// Eight segments of 64 entries in four blocks each, one behind the other in time, and 88 hot rows.
    private static func files() throws -> SearchedFiles {
        let entries = (1...600).map { number in
            var entry = Entry.stored(Int64(number), at: Double(number), charger: "CP-\(number % 7)")
            entry.request = RecordedFrame(Array("{\"word\":\"word\(number)\"}".utf8), payload: 0..<15)
            entry.uniqueID = UniqueID("uid-\(number)")
            return entry
        }
        return try SearchedFiles(entries, sizes: Array(repeating: 64, count: 8))
    }

    @Test func progressAddsUp() async throws {
        let files = try Self.files()
        let told = Mutex<[SearchProgress]>([])
        let page = try await files.page(
            Search(.text(.init("word3")), limit: 1_000),
            progress: { progress in
                told.withLock { $0.append(progress) }
            })
        let progress = told.withLock { $0 }
        #expect(page.entries.count == 111)
        #expect(progress.last == SearchProgress(searchedBackTo: .at(1 + 63), searched: 600, total: 600, found: 111))
        #expect(progress.count >= 2)
        #expect(zip(progress, progress.dropFirst()).allSatisfy { $0.searched <= $1.searched })
    }

    @Test func aFullPageNeedsNoLookAtOlderSegments() async throws {
        let files = try Self.files()
        let page = try await files.page(Search(limit: 100))
        #expect(page.sequences == Array((501...600).reversed()))
        // meta once for the four blocks of one segment, and once more with the texts for those that are printed.
        let read = files.files.reduce(0) { $0 + $1.partsRead }
        #expect(read <= 20)
    }

    @Test func whatIsDecidedWithoutTextsReadsTextsOnlyToPrint() async throws {
        let files = try Self.files()
        let page = try await files.page(Search(try QueryParser.parse("charger:CP-3 -action:Heartbeat"), limit: 1))
        #expect(page.entries.isEmpty)
        #expect(files.files.allSatisfy { $0.partsRead == 0 })
    }

    @Test(arguments: [BlockPart.meta, .uid, .text, .num])
    func aDamagedBlockCostsItself(_ part: BlockPart) async throws {
        var files = try Self.files()
        // Else what was read before the damage would be found in memory.
        files.spares = SpareBlocks(most: 0)
        let whole = try await files.page(Search(limit: 1_000))
        files.files[0].damage(BlockPlace(segment: 2, block: 1), part)
        let told = Mutex(0)
        let page = try await files.page(Search(limit: 1_000), report: { _ in told.withLock { $0 += 1 } })
        #expect(page.unreadable == 16)
        #expect(page.entries.count == whole.entries.count - 16)
        #expect(told.withLock { $0 } == 1)
        let text = try await files.page(Search(.text(.init("word")), limit: 1_000))
        #expect(text.unreadable == 16)
        #expect(text.entries == page.entries)
    }

    @Test func damagedFiltersRuleNothingOut() async throws {
        var files = try Self.files()
        files.files[0].damageFilters()
        for query in ["word77", "id:uid-77"] {
            let page = try await files.page(Search(try QueryParser.parse(query)))
            #expect(page.sequences == [77])
            #expect(page.unreadable == 0)
        }
    }

    @Test func aDroppedSegmentMeansToBeginAgain() async throws {
        var files = try Self.files()
        files.files[0].drop(segment: 2)
        await #expect(throws: BlockGone.self) { try await files.page(Search(limit: 1_000)) }
    }

    @Test func aSearchThatNobodyWaitsForEnds() async throws {
        var files = try Self.files()
        files.cores = 1
        let reached = AsyncStream<Void>.makeStream()
        let isCancelled = Mutex(false)
        for index in files.files.indices {
            files.files[index].onRead = { before in
                guard before == 3 else { return }
                reached.continuation.yield()
                while !isCancelled.withLock({ $0 }) {}
            }
        }
        let searched = files
        let task = Task { try await searched.page(Search(.text(.init("word")), limit: 1_000)) }
        for await _ in reached.stream { break }
        task.cancel()
        isCancelled.withLock { $0 = true }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(searched.files.reduce(0) { $0 + $1.partsRead } <= 8)
    }

    @Test func theTimeIsLookedAtBetweenSegments() async throws {
        let files = try Self.files()
        let asked = Mutex(0)
        var search = Search(.text(.init("word")), limit: 1_000)
        search.budget = .seconds(4)
        let page = try await files.page(
            search,
            elapsed: {
                asked.withLock { asked in
                    asked += 1
                    return .seconds(asked)
                }
            })
        let back = try #require(page.searchedBackTo)
        #expect(page.next == Cursor(upTo: back))
        #expect(page.entries.last.map { $0.datetime > back } ?? false)
        #expect(!page.entries.isEmpty && page.entries.count < 600)
    }
}
