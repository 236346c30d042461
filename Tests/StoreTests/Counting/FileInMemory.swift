import OCPP
import OCPPLog

@testable import EmbeddedStore

/// Sealed segments and hot rows in memory, to be counted as those of a file are.
struct FileInMemory: CountableFile {
    var stored: [Stored] = []
    var segments: [LoadedSegment] = []
    var runs: [HotRun] = []
    /// How many parts of blocks were read.
    let reads = ReadCount()

    /// What is stored of a segment.
    struct Stored: Sendable {
        var blocks: [SealedBlock]
        var index: SegmentIndex
    }

    /// Seals entries as a segment.
    mutating func seal(_ entries: [Entry], blockSize: Int, _ tables: StoreTables) throws {
        var writer = try BlockWriter()
        var builder = SegmentIndexBuilder()
        var blocks: [SealedBlock] = []
        for part in entries.sortedAsRows().cut(blockSize) {
            for entry in part { builder.add(entry, block: blocks.count) }
            blocks.append(try writer.seal(part[...]))
        }
        let index = try builder.finish()
        stored.append(Stored(blocks: blocks, index: index))
        segments.append(
            try LoadedSegment(
                id: Int64(segments.count), summary: index.summary.span, union: index.union.span, tables: tables))
    }

    func read<Value: Sendable>(_ body: @Sendable (Source) throws -> Value) async throws -> Value {
        try body(Source(stored: stored, reads: reads))
    }

    struct Source: BlockSource, FilterSource, RollupSource {
        let stored: [Stored]
        let reads: ReadCount

        func withPart<Value>(
            _ part: BlockPart, of place: BlockPlace, _ body: (borrowing Span<UInt8>) throws -> Value
        ) throws -> Value? {
            reads.add()
            guard stored.indices.contains(Int(place.segment)) else { return nil }
            let bytes = stored[Int(place.segment)].blocks[place.block][part]
            return try body(bytes.span)
        }

        func withPlanes<Value>(of segment: Int64, _ body: (borrowing Span<UInt8>) throws -> Value) throws -> Value? {
            let bytes = stored[Int(segment)].index.planes
            return try body(bytes.span)
        }

        func withUniqueIDs<Value>(
            row: Int, of segment: Int64, _ body: (borrowing Span<UInt8>) throws -> Value
        ) throws -> Value? {
            let bytes = stored[Int(segment)].index.uniqueIDs[row]
            return try body(bytes.span)
        }

        func withRollup<Value>(of segment: Int64, _ body: (borrowing Span<UInt8>) throws -> Value) throws -> Value? {
            guard stored.indices.contains(Int(segment)) else { return nil }
            let bytes = stored[Int(segment)].index.rollup
            return try body(bytes.span)
        }
    }
}
