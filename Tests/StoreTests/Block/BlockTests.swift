import Foundation
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// Entries survive being sealed into a block, byte for byte.
struct BlockTests {
    @Test func generatedEntriesAreKept() throws {
        var generator = EntryGenerator(random: SeededGenerator(seed: 42))
        var writer = try BlockWriter()
        for count in [1, 2, 3, 500, 1_500] {
            let entries = (0..<count).map { _ in generator.entry() }
            try expectKept(entries, &writer)
        }
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func entriesOfRealTrafficAreKept() throws {
        var random = SeededGenerator(seed: 1)
        var writer = try BlockWriter()
        try expectKept(try TracedEntries.all(using: &random), &writer)
    }
}

/// Seals entries, opens the block and compares what comes back as bytes: equal strings may differ in theirs.
func expectKept(_ entries: [Entry], _ writer: inout BlockWriter, _ comment: Comment? = nil) throws {
    let block = try writer.seal(entries[...])
    let reader = BlockReader(BlockPlace(segment: 1, block: 0), BlockInMemory(block: block), try PartDecompressor())
    let back = try reader.entries(at: entries.indices)
    #expect(back.count == entries.count, comment)
    for (a, b) in zip(entries, back) where Record.encode(a) != Record.encode(b) {
        Issue.record("an entry changed: \(a) became \(b)")
        return
    }
}
