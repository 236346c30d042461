/// A set of entries by their ids, made once and asked often: also whether some of them may lie in a stretch of numbers.
public struct EntryIDs: Sendable, Hashable {
    /// By origin, rising.
    private var sequences: [UInt32: [Int64]] = [:]

    /// Some ids, in any order; one that comes twice counts once.
    public init(_ ids: some Sequence<EntryID> = []) {
        for id in Set(ids) { sequences[id.origin, default: []].append(id.sequence) }
        for origin in sequences.keys { sequences[origin]?.sort() }
    }

    /// Whether there are none.
    public var isEmpty: Bool { sequences.isEmpty }

    /// Whether an entry is one of them.
    public func contains(_ id: EntryID) -> Bool {
        holdsAny(of: id.origin, in: id.sequence...id.sequence)
    }

    /// Whether there is one of an origin with a number in a range.
    public func holdsAny(of origin: UInt32, in range: ClosedRange<Int64>) -> Bool {
        sequences[origin].map { Self.holdsAny(range, $0) } ?? false
    }

    /// Whether there is one of any origin with a number in a range.
    public func holdsAny(in range: ClosedRange<Int64>) -> Bool {
        sequences.values.contains { Self.holdsAny(range, $0) }
    }

    /// - Parameter numbers: rising.
    private static func holdsAny(_ range: ClosedRange<Int64>, _ numbers: [Int64]) -> Bool {
        var (low, high) = (0, numbers.count)
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < numbers.count && numbers[low] <= range.upperBound
    }
}
