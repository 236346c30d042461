import Foundation
import GRDB
import OCPP
import OCPPLog

extension SegmentTable {
    /// Makes a segment whose summary or filter is damaged from what is left of it: its blocks are the entries, the rest only
    /// rules out. What is damaged on the disk stays as it is.
    /// - Parameter count: so many entries the row says it has.
    /// - Returns: also how many entries cannot be read; without a segment when none can.
    func rebuilt(
        _ id: Int64, count: Int, summary: [UInt8], union: [UInt8], _ tables: StoreTables
    ) throws -> (segment: LoadedSegment?, lost: Int) {
        let filter = Self.union(unpacking: union)
        if let facts = try Self.facts(unpacking: summary, tables) {
            return (LoadedSegment(id: id, facts: facts, union: filter, isRebuilt: true), 0)
        }
        guard let (index, readable, standIns) = try indexOfBlocks(of: id) else { return (nil, max(1, count)) }
        var facts = try SegmentFacts(unpacking: index.summary.span, tables)
        let lost = max(0, count - readable)
        if standIns > 0 || lost > 0 { facts.ruleLessOut() }
        return (LoadedSegment(id: id, facts: facts, union: filter, isRebuilt: true), max(0, lost - standIns))
    }

    private static func facts(unpacking summary: [UInt8], _ tables: StoreTables) throws -> SegmentFacts? {
        do throws(StoreError) {
            return try SegmentFacts(unpacking: summary.span, tables)
        } catch {
            guard error.code == .corrupt else { throw error }
            return nil
        }
    }

    /// A filter that cannot be read rules nothing out.
    private static func union(unpacking union: [UInt8]) -> GramFilter {
        (try? GramFilter(unpacking: union.span)) ?? .everything
    }

    /// What the blocks of a segment say of it. A block that cannot be read has one of its neighbour's entries in its place: it
    /// keeps its number, is met by searches, and is counted there as unreadable.
    /// - Returns: nil when there is no block that can be read.
    private func indexOfBlocks(of id: Int64) throws -> (index: SegmentIndex, readable: Int, standIns: Int)? {
        let last = try Int64.fetchOne(
            db, sql: "SELECT MAX(id) FROM parts WHERE id BETWEEN ? AND ?", arguments: [id << 8, id << 8 | 0xFF])
        guard let last else { return nil }
        let decompressor = try PartDecompressor()
        var builder = SegmentIndexBuilder()
        var (next, readable, standIns) = (0, 0, 0)
        var neighbour: Entry?
        for block in 0...Int(last >> 3 & 0x1F) {
            guard let entries = try entries(of: BlockPlace(segment: id, block: block), decompressor), !entries.isEmpty
            else { continue }
            while next < block {
                builder.add(neighbour ?? entries[0], block: next)
                standIns += 1
                next += 1
            }
            for entry in entries { builder.add(entry, block: block) }
            readable += entries.count
            neighbour = entries.last
            next = block + 1
        }
        return readable > 0 ? (try builder.finish(), readable, standIns) : nil
    }

    private func entries(of place: BlockPlace, _ decompressor: PartDecompressor) throws -> [Entry]? {
        do {
            let reader = BlockReader(place, SegmentReader(db: db), decompressor)
            return try reader.entries(at: 0..<reader.meta().count)
        } catch let error as StoreError where error.code == .corrupt {
            return nil
        }
    }
}
