import OCPP
import OCPPLog

@testable import EmbeddedStore

/// A segment with its entries: what is stored of it, and what is loaded.
struct SegmentSample: FilterSource {
    let blocks: [[Entry]]
    let index: SegmentIndex
    let loaded: LoadedSegment

    /// - Parameter entries: in any order; they are sorted as segments are.
    init(_ entries: [Entry], blockSize: Int, id: Int64 = 1, tables: StoreTables) throws {
        let sorted = entries.sortedAsRows()
        blocks = stride(from: 0, to: sorted.count, by: blockSize).map {
            Array(sorted[$0..<min($0 + blockSize, sorted.count)])
        }
        var builder = SegmentIndexBuilder()
        for (number, block) in blocks.enumerated() {
            for entry in block { builder.add(entry, block: number) }
        }
        let index = try builder.finish()
        self.index = index
        loaded = try LoadedSegment(id: id, summary: index.summary.span, union: index.union.span, tables: tables)
    }

    func withPlanes<Value>(of segment: Int64, _ body: (borrowing Span<UInt8>) throws -> Value) throws -> Value? {
        segment == loaded.id ? try body(index.planes.span) : nil
    }

    func withUniqueIDs<Value>(
        row: Int, of segment: Int64, _ body: (borrowing Span<UInt8>) throws -> Value
    ) throws -> Value? {
        let bytes = index.uniqueIDs[row]
        return segment == loaded.id ? try body(bytes.span) : nil
    }
}

extension [Entry] {
    /// By site, charging station, time and id, as the rows of a segment are.
    func sortedAsRows() -> [Entry] {
        sorted { a, b in
            (a.siteID.rawValue, a.chargerID.rawValue, a.datetime, a.id)
                < (b.siteID.rawValue, b.chargerID.rawValue, b.datetime, b.id)
        }
    }
}

extension HotRows {
    /// The rows of a hot table with these entries.
    init(_ entries: [Entry], _ tables: StoreTables) {
        self.init()
        for entry in entries { append(entry, record: Record.encode(entry), tables) }
    }
}
