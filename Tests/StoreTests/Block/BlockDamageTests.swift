import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// Damaged blocks give errors: never a trap, never an entry that was not written.
struct BlockDamageTests {
    private let entries: [Entry] = {
        var generator = EntryGenerator(random: SeededGenerator(seed: 11))
        return (0..<20).map { _ in generator.entry() }
            + (0..<60).map { .exchange(payload: "{\"n\":\($0),\"t\":\"2026-11-05T10:20:30Z\",\"w\":\"a\($0 % 9)\"}") }
    }()

    @Test(arguments: BlockPart.allCases)
    func aChangedByteIsNoticed(part: BlockPart) throws {
        var writer = try BlockWriter()
        let block = try writer.seal(entries[...])
        for place in block[part].indices {
            var damaged = block
            damaged[part][place] ^= UInt8(1 << (place % 8))
            try expectCorrupt(damaged, part)
        }
    }

    @Test(arguments: BlockPart.allCases)
    func aCutPartIsNoticed(part: BlockPart) throws {
        var writer = try BlockWriter()
        let block = try writer.seal(entries[...])
        for count in 0..<block[part].count {
            var damaged = block
            damaged[part] = Array(block[part].prefix(count))
            try expectCorrupt(damaged, part)
        }
        var longer = block
        longer[part].append(0)
        try expectCorrupt(longer, part)
    }

    /// The checksum is right and the content is not: only one who wants harm writes so.
    @Test(arguments: BlockPart.allCases)
    func anyContentIsReadOrRefused(part: BlockPart) throws {
        var random = SeededGenerator(seed: 77)
        var writer = try BlockWriter()
        let block = try writer.seal(entries[...])
        let compressor = try PartCompressor()
        let content = try PartDecompressor().open(block[part].span, part: part, version: BlockWriter.version)
        for _ in 0..<3_000 {
            var changed = content
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                guard !changed.isEmpty else { continue }
                let place = Int.random(in: changed.indices, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: changed[place] = .random(in: 0...255, using: &random)
                case 1: changed[place] = [0, 1, 127, 128, 255].randomElement(using: &random) ?? 0
                case 2: changed.removeSubrange(place..<min(changed.count, place + 3))
                default: changed.insert(contentsOf: Array(repeating: 0xFF, count: 9), at: place)
                }
            }
            var hostile = block
            var column = ColumnWriter()
            column.raw(changed)
            hostile[part] = try compressor.seal(column, version: BlockWriter.version)
            do {
                let reader = try BlockReader(hostile)
                for text in ["a1", "2026", "\"n\":1", "é", "7"] {
                    _ = try BlockSearch(Query.FreeText(text)).candidates(in: reader)
                }
                _ = try reader.uniqueIDRows(equal: "7")
                // Nothing says how many rows a hostile block has.
                _ = try reader.entries(at: 0..<reader.meta().count)
            } catch let error as StoreError {
                #expect(error.code == .corrupt)
            }
        }
    }

    @Test func moreEntriesThanABlockHoldsAreRefused() throws {
        var writer = try BlockWriter()
        let entry = Entry.exchange(payload: "{}")
        let tooMany = Array(repeating: entry, count: BlockWriter.mostRows + 1)
        #expect(throws: StoreError.self) { try writer.seal(tooMany[...]) }
    }

    @Test func partsOfDifferentBlocksDoNotFit() throws {
        var writer = try BlockWriter()
        var mixed = try writer.seal(entries[...])
        mixed.text = try writer.seal(entries[..<50]).text
        #expect(throws: StoreError.self) { try BlockReader(mixed).entries(at: [0]) }
    }

    /// Four bytes that claim to be a gigabyte and more.
    @Test func aBombIsRefused() throws {
        var writer = try BlockWriter()
        var block = try writer.seal(entries[...])
        let head: [UInt8] = [BlockWriter.version, 0x28, 0xB5, 0x2F, 0xFD, 0b1110_0100]
        let size: [UInt8] = [0, 0, 0, 0, 1, 0, 0, 0]
        block.meta = head + size + [3, 0, 0, 0, 0, 0, 0, 0]
        try expectCorrupt(block, .meta)
        block.meta = head + [0, 0, 0, 0x20, 0, 0, 0, 0] + [3, 0, 0, 0, 0, 0, 0, 0]
        try expectCorrupt(block, .meta)
    }

    @Test func anUnknownFormatIsNamed() throws {
        var writer = try BlockWriter()
        var block = try writer.seal(entries[...])
        block.uid[0] = 9
        try expectCorrupt(block, .uid)
    }

    private func expectCorrupt(_ block: SealedBlock, _ part: BlockPart) throws {
        do {
            let back = try BlockReader(block).entries(at: entries.indices)
            // A flipped bit may be one that the decompressor does not need.
            #expect(back == entries)
        } catch let error as StoreError {
            #expect(error.code == .corrupt && error.sentence.contains("part \(part) "))
        }
    }
}
