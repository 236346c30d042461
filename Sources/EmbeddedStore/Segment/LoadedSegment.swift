import OCPP
import OCPPLog

/// A segment as an open store keeps it in memory: all that rules it out, or blocks of it, without a look at the disk.
final class LoadedSegment: Sendable {
    /// Its number in its file.
    let id: Int64
    let facts: SegmentFacts
    /// What occurs in any of its blocks.
    let union: GramFilter
    let count: Int
    let oldest: Timestamp
    let newest: Timestamp
    let contents: SegmentFacts.Contents
    /// Of all blocks; nil where there are none.
    let transactions: ClosedRange<Int64>?

    /// Reads what ``SegmentIndex`` holds.
    /// - Throws: ``StoreError/Code/corrupt``.
    init(
        id: Int64, summary: Span<UInt8>, union: Span<UInt8>, tables: StoreTables
    ) throws(StoreError) {
        self.id = id
        facts = try SegmentFacts(unpacking: summary, tables)
        self.union = try GramFilter(unpacking: union)
        count = facts.count
        oldest = Timestamp(microseconds: facts.oldest.min() ?? 0)
        newest = Timestamp(microseconds: facts.newest.max() ?? 0)
        contents = facts.contents.reduce([]) { $0.union($1) }
        let least = facts.leastTransaction.min() ?? .max
        let greatest = facts.greatestTransaction.max() ?? .min
        transactions = least <= greatest ? least...greatest : nil
    }

    /// How many blocks it has: at least one.
    var blocks: Int { facts.counts.count }

    /// Whether an entry with this id may be here.
    func mayHold(_ id: EntryID) -> Bool {
        facts.origins?.contains { $0.origin == id.origin && $0.sequences.contains(id.sequence) } ?? true
    }
}
