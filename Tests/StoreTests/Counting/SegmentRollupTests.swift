import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// What is counted of a segment when it is sealed is what is read of it later.
struct SegmentRollupTests {
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func aRollupCountsEveryEntryInEachOfItsWays(_ seed: UInt64) throws {
        var generator = EntryGenerator(random: SeededGenerator(seed: seed))
        let sample = try SegmentSample((0..<200).map { _ in generator.entry() }, blockSize: 32, tables: StoreTables())
        let rollup = try SegmentRollup(
            unpacking: sample.index.rollup.span, sample.loaded.facts, .all, try PartDecompressor())
        #expect(try rollup.packed() == sample.index.rollup)
        let entries = sample.blocks.joined()
        #expect(rollup.peerTones.reduce(0, +) == 200)
        let unit = try #require(rollup.unit)
        #expect(rollup.slots == Set(entries.map { unit.slot(of: $0.datetime.microseconds) }).sorted())
        let shapes = try #require(rollup.shapes)
        var counts = Array<Int32>(repeating: 0, count: sample.loaded.facts.shapes?.count ?? 0)
        for (key, count) in zip(shapes.keys, shapes.counts) { counts[Int(key)] += count }
        #expect(counts == sample.loaded.facts.shapeCounts)
        let sites = try #require(rollup.sites)
        #expect(sites.counts.reduce(0, +) == 200)
    }

    @Test func scatteredEntriesAreCountedByLongerSlotsOrNone() throws {
        for (days, unit) in [(1, 0), (20, 1), (100, 2), (400, 3), (40_000, nil)] as [(Int, Int?)] {
            let entries = (0..<4_000).map { number in
                Entry.stored(Int64(number), at: Double(number * days) * 86_400 / 4_000)
            }
            let sample = try SegmentSample(entries, blockSize: 4_096, tables: StoreTables())
            let rollup = try SegmentRollup(
                unpacking: sample.index.rollup.span, sample.loaded.facts, .all, PartDecompressor())
            #expect(rollup.unit == unit.map { TimeSlots.all[$0] }, "\(days) days")
            #expect(rollup.slots.isEmpty == (unit == nil))
            #expect(rollup.peerTones == [4_000, 0, 0, 0])
        }
    }

    @Test func aRollupIsSmall() throws {
        var random = SeededGenerator(seed: 1)
        let entries = (0..<65_536).map { number in
            var entry = Entry.stored(Int64(number), at: Double(number) / 3.9)
            let charger = Int.random(in: 0..<300, using: &random)
            entry.chargerID = ChargerID("CP-\(charger)")
            entry.siteID = SiteID("site-\(charger / 10)")
            entry.connectorID = Int.random(in: 0..<5, using: &random)
            entry.action = [.meterValues, .heartbeat, .statusNotification, .dataTransfer].randomElement(using: &random)
            entry.version = charger % 3 == 0 ? .v201 : .v16
            entry.answerStatus = Int.random(in: 0..<20, using: &random) == 0 ? "Rejected" : nil
            entry.reportedStatus =
                entry.action == .statusNotification
                ? ["Available", "Charging", "Faulted", "Finishing", "Preparing"].randomElement(using: &random) : nil
            return entry
        }
        let sample = try SegmentSample(entries, blockSize: 4_096, tables: StoreTables())
        #expect(sample.index.rollup.count <= 65_536 / 5, "\(sample.index.rollup.count)")
    }

    /// Damaged in all its bytes, cut and mixed up: it is refused or read, and what is read fits its segment.
    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func damageIsAnErrorAndNeverACrash(_ seed: UInt64) throws {
        let decompressor = try PartDecompressor()
        var random = SeededGenerator(seed: seed)
        var generator = EntryGenerator(random: random)
        let sample = try SegmentSample((0..<60).map { _ in generator.entry() }, blockSize: 32, tables: StoreTables())
        let packed = sample.index.rollup
        let plain = try decompressor.open(packed.span, part: .meta, version: SegmentRollup.format)
        var refused = 0
        for _ in 0..<2_000 {
            var bytes = plain
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] =
                    [0, 1, 2, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
            }
            if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
            var writer = ColumnWriter()
            writer.raw(bytes)
            let damaged = try PartCompressor().seal(writer, version: SegmentRollup.format)
            do {
                let rollup = try SegmentRollup(unpacking: damaged.span, sample.loaded.facts, .all, decompressor)
                #expect(rollup.peerTones.reduce(0, +) == 60)
            } catch {
                #expect(error.code == .corrupt)
                refused += 1
            }
        }
        #expect(refused > 1_000)
        let whole = try SegmentRollup(unpacking: packed.span, sample.loaded.facts, .all, decompressor)
        for index in packed.indices {
            var bytes = packed
            bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            // Some bits of the frame's header mean nothing.
            let rollup = try? SegmentRollup(unpacking: bytes.span, sample.loaded.facts, .all, decompressor)
            #expect(rollup == nil || rollup == whole, "byte \(index)")
        }
    }
}
