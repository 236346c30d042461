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
    /// The least and the greatest number; 0 where some have none.
    private let peerNumbers: ClosedRange<Int>
    private let shapeNumbers: ClosedRange<Int>
    /// Whether what is stored of it beside its blocks is damaged, so that it was made again.
    let isRebuilt: Bool

    /// Reads what ``SegmentIndex`` holds.
    /// - Throws: ``StoreError/Code/corrupt``.
    convenience init(
        id: Int64, summary: Span<UInt8>, union: Span<UInt8>, tables: StoreTables
    ) throws(StoreError) {
        let facts = try SegmentFacts(unpacking: summary, tables)
        self.init(id: id, facts: facts, union: try GramFilter(unpacking: union), isRebuilt: false)
    }

    init(id: Int64, facts: SegmentFacts, union: GramFilter, isRebuilt: Bool) {
        self.id = id
        self.facts = facts
        self.union = union
        self.isRebuilt = isRebuilt
        count = facts.count
        oldest = Timestamp(microseconds: facts.oldest.min() ?? 0)
        newest = Timestamp(microseconds: facts.newest.max() ?? 0)
        peerNumbers = Self.range(facts.peers)
        shapeNumbers = Self.range(facts.shapes)
        contents = facts.contents.reduce([]) { $0.union($1) }
        let least = facts.leastTransaction.min() ?? .max
        let greatest = facts.greatestTransaction.max() ?? .min
        transactions = least <= greatest ? least...greatest : nil
    }

    /// How many blocks it has: at least one.
    var blocks: Int { facts.counts.count }

    /// Whether all shapes and peers have numbers below these.
    func areNumbered(below names: Int, _ shapes: Int) -> Bool {
        peerNumbers.lowerBound > 0 && peerNumbers.upperBound < names && shapeNumbers.lowerBound > 0
            && shapeNumbers.upperBound < shapes
    }

    private static func range(_ numbers: [Int32]?) -> ClosedRange<Int> {
        let numbers = numbers ?? [0]
        return Int(numbers.min() ?? 0)...Int(numbers.max() ?? 0)
    }

    /// Whether an entry with this id may be here.
    func mayHold(_ id: EntryID) -> Bool {
        facts.origins?.contains { $0.origin == id.origin && $0.sequences.contains(id.sequence) } ?? true
    }

    /// Whether one of some entries may be here.
    func mayHold(anyOf ids: EntryIDs) -> Bool {
        facts.origins?.contains { ids.holdsAny(of: $0.origin, in: $0.sequences) } ?? true
    }
}
