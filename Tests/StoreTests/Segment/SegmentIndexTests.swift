import OCPP
import OCPPLog
import Synchronization
import TestSupport
import Testing

@testable import EmbeddedStore

/// What is stored of a segment says the same when it is loaded, and nothing when it is damaged.
struct SegmentIndexTests {
    private let tables = StoreTables()

    @Test func theSummarySaysWhatIsInTheBlocks() throws {
        var random = SeededGenerator(seed: 3)
        var generator = EntryGenerator(random: random)
        let entries = (0..<300).map { _ in generator.entry() }
        random = generator.random
        let sample = try SegmentSample(entries, blockSize: 40, tables: tables)
        let facts = sample.loaded.facts
        #expect(sample.loaded.count == 300)
        #expect(sample.loaded.oldest == entries.map(\.datetime).min())
        #expect(sample.loaded.newest == entries.map(\.datetime).max())
        #expect(facts.counts.map(Int.init) == sample.blocks.map(\.count))
        for (number, block) in sample.blocks.enumerated() {
            #expect(facts.oldest[number] == block.map(\.datetime.microseconds).min())
            #expect(facts.newest[number] == block.map(\.datetime.microseconds).max())
        }
        #expect(facts.shapeCounts.reduce(0, +) == 300)
        #expect(facts.origins == nil)
    }

    @Test func equalPeersAndShapesHaveOneNumberInAllSegments() throws {
        let entries = (1...20).map { Entry.stored($0, charger: "CP-\($0 % 3)") }
        let first = try SegmentSample(entries, blockSize: 8, tables: tables).loaded.facts
        let second = try SegmentSample(Array(entries.prefix(5)), blockSize: 8, tables: tables).loaded.facts
        #expect(first.peers == [1, 2, 3])
        #expect(second.peers == [1, 2, 3])
        #expect(first.shapes == [1])
        #expect(second.shapes == [1])
        #expect(first.shapeCounts == [20])
        #expect(first.firstPeer == [0, 1, 2])
        #expect(first.lastPeer == [1, 2, 2])
    }

    @Test func theNewestTimeOfEachSiteAndLevelIsKept() throws {
        var entries = [
            Entry.stored(1, at: 5, site: "a"), .stored(2, at: 9, site: "a"), .stored(3, at: 7, site: "b"),
            .stored(4, at: 1, site: "a"),
        ]
        entries[3].level = .debug
        let facts = try SegmentSample(entries, blockSize: 2, tables: tables).loaded.facts
        let names = tables.names.withLock(\.siteNames)
        let lives = facts.lives.map { "\(names[Int($0.site)]) \($0.level?.rawValue ?? "-") \($0.datetime)" }
        let times = [9, 7, 1].map { Timestamp.at($0).microseconds }
        #expect(Set(lives) == ["a - \(times[0])", "b - \(times[1])", "a debug \(times[2])"])
    }

    @Test func tooManyShapesAreNotListed() throws {
        let entries = (1...5_000).map { number in
            var entry = Entry.stored(Int64(number))
            entry.connectorID = number
            return entry
        }
        let facts = try SegmentSample(entries, blockSize: 1_024, tables: tables).loaded.facts
        #expect(facts.shapes == nil)
        #expect(facts.peers?.count == 1)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func damagedBytesGiveAnErrorAndNothingElse(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let sample = try SegmentSample((1...50).map { .stored($0) }, blockSize: 16, tables: tables)
        let summary = try PackedBytes.unpack(sample.index.summary.span)
        for _ in 0..<2_000 {
            // Damage behind the checksum: what a summary says is checked as well.
            var bytes = summary
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
            let packed = try PackedBytes.pack(bytes)
            do {
                let segment = try LoadedSegment(
                    id: 1, summary: packed.span, union: sample.index.union.span, tables: StoreTables())
                var plan = QueryPlan(.text(.init("abc")), sites: SiteDirectory(), tables: StoreTables())
                for block in 0..<segment.blocks { _ = plan.answer(segment, block: block) }
            } catch {
                #expect(error.code == .corrupt)
            }
        }
    }

    @Test func aFlippedBitIsFound() throws {
        let sample = try SegmentSample((1...50).map { .stored($0) }, blockSize: 16, tables: tables)
        for bytes in [sample.index.summary, sample.index.union, sample.index.planes] + sample.index.uniqueIDs {
            for place in stride(from: 0, to: bytes.count, by: 7) {
                var damaged = bytes
                damaged[place] ^= 4
                let opened = try? PackedBytes.unpack(damaged.span)
                // Some bits of a frame's head have no meaning: then what is read must be right.
                let original = try PackedBytes.unpack(bytes.span)
                #expect(opened == nil || opened == original)
            }
        }
    }
}
