import OCPP
import OCPPLog
import Synchronization

@testable import EmbeddedStore

/// A file of a store whose blocks and filters lie in memory, for searches without SQLite.
struct MemoryFile: SearchableFile {
    var segments: [LoadedSegment] = []
    var runs: [HotRun] = []
    private(set) var blocks: [BlockPlace: SealedBlock] = [:]
    private(set) var indexes: [Int64: SegmentIndex] = [:]
    /// Is called for each part that is read, with how many were read before.
    var onRead: @Sendable (Int) -> Void = { _ in }
    private let reads = Reads()

    /// How many parts were read.
    final class Reads: Sendable {
        let count = Mutex(0)
    }

    struct Source: BlockSource, FilterSource {
        let file: MemoryFile

        func withPart<Value>(
            _ part: BlockPart, of place: BlockPlace, _ body: (borrowing Span<UInt8>) throws -> Value
        ) throws -> Value? {
            let before = file.reads.count.withLock { count in
                defer { count += 1 }
                return count
            }
            file.onRead(before)
            guard let bytes = file.blocks[place]?[part] else { return nil }
            return try body(bytes.span)
        }

        func withPlanes<Value>(of segment: Int64, _ body: (borrowing Span<UInt8>) throws -> Value) throws -> Value? {
            guard let bytes = file.indexes[segment]?.planes else { return nil }
            return try body(bytes.span)
        }

        func withUniqueIDs<Value>(
            row: Int, of segment: Int64, _ body: (borrowing Span<UInt8>) throws -> Value
        ) throws -> Value? {
            guard let bytes = file.indexes[segment]?.uniqueIDs[row] else { return nil }
            return try body(bytes.span)
        }
    }

    /// How many parts were read so far.
    var partsRead: Int { reads.count.withLock { $0 } }

    func read<Value: Sendable>(_ body: @Sendable (Source) throws -> Value) async throws -> Value {
        try body(Source(file: self))
    }

    /// Adds a segment with these entries.
    mutating func seal(_ entries: [Entry], blockSize: Int, _ tables: StoreTables) throws {
        let id = Int64(segments.count + 1)
        let sample = try SegmentSample(entries, blockSize: blockSize, id: id, tables: tables)
        var writer = try BlockWriter(seed: 1)
        for (number, block) in sample.blocks.enumerated() {
            blocks[BlockPlace(segment: id, block: number)] = try writer.seal(block[...])
        }
        indexes[id] = sample.index
        segments.append(sample.loaded)
    }

    /// Changes one byte of a part.
    mutating func damage(_ place: BlockPlace, _ part: BlockPart) {
        guard var block = blocks[place] else { return }
        switch part {
        case .meta: block.meta[block.meta.count / 2] ^= 1
        case .uid: block.uid[block.uid.count / 2] ^= 1
        case .text: block.text[block.text.count / 2] ^= 1
        case .num: block.num[block.num.count / 2] ^= 1
        }
        blocks[place] = block
    }

    /// Changes one byte of each filter.
    mutating func damageFilters() {
        for id in indexes.keys {
            guard var index = indexes[id] else { continue }
            index.planes[index.planes.count / 2] ^= 1
            for row in index.uniqueIDs.indices { index.uniqueIDs[row][index.uniqueIDs[row].count / 2] ^= 1 }
            indexes[id] = index
        }
    }

    /// Forgets the blocks of a segment, as if it had been dropped meanwhile.
    mutating func drop(segment: Int64) {
        for place in blocks.keys where place.segment == segment { blocks[place] = nil }
    }
}

/// A store of such files.
struct SearchedFiles: Sendable {
    var files: [MemoryFile]
    let tables: StoreTables
    var cores = 2
    /// Small, so that blocks are also dropped.
    var spares = SpareBlocks(most: 200_000)

    /// - Parameter sizes: how many entries a segment has, one after the other; what is left over is hot.
    init(
        _ entries: [Entry], sizes: [Int], blockSize: Int = 16, files count: Int = 2, rowsPerRun: Int = 40
    ) throws {
        tables = StoreTables()
        files = Array(repeating: MemoryFile(), count: 0)
        for _ in 0..<count { files.append(MemoryFile()) }
        var rest = entries[...]
        for (number, size) in sizes.enumerated() {
            try files[number * count / max(1, sizes.count)].seal(
                Array(rest.prefix(size)), blockSize: blockSize, tables)
            rest = rest.dropFirst(size)
        }
        var rows = HotRows(rowsPerRun: rowsPerRun)
        for entry in rest { rows.append(entry, record: Record.encode(entry), tables) }
        files[count - 1].runs = rows.runs
    }

    func page(
        _ search: Search, elapsed: @escaping @Sendable () -> Duration = { .zero },
        progress: @escaping @Sendable (SearchProgress) -> Void = { _ in },
        report: @escaping @Sendable (StoreError) -> Void = { _ in }
    ) async throws -> Page {
        try await StoreSearch(
            search, files: files, tables: tables, spares: spares, cores: cores, elapsed: elapsed, progress: progress,
            report: { error, _ in report(error) }
        ).page()
    }
}
