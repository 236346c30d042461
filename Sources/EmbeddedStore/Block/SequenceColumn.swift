import OCPP
import OCPPLog

/// The sequence numbers of a block: numbers are given as entries end, so they are kept in that order, each as its
/// difference from what the time since the one before lets expect.
struct SequenceColumn {
    /// When each entry ended: time and latency.
    private var ends: [Int64] = []
    private var sequences: [Int64] = []
    private var origins: [UInt32] = []

    mutating func removeAll() {
        ends.removeAll(keepingCapacity: true)
        sequences.removeAll(keepingCapacity: true)
        origins.removeAll(keepingCapacity: true)
    }

    mutating func append(_ entry: Entry) {
        ends.append(entry.datetime.microseconds &+ (entry.latency ?? 0))
        sequences.append(entry.id.sequence)
        origins.append(entry.id.origin)
    }

    func write(to column: inout SplitWriter) {
        let order = Self.order(of: ends)
        let pace = pace(order)
        column.integer(pace)
        var expectation = Expectation(pace: pace)
        for row in order {
            let expected = expectation.next(origins[row], ends[row])
            column.integer(sequences[row] &- expected)
            expectation.was(sequences[row], origins[row], ends[row])
        }
    }

    /// Entries per microsecond over the block, as a fraction of 2^32.
    private func pace(_ order: [Int]) -> Int64 {
        guard let first = order.first, let last = order.last else { return 0 }
        let time = Int128(ends[last]) - Int128(ends[first])
        let passed = Int128(sequences[last]) - Int128(sequences[first])
        guard time > 0 else { return 0 }
        return Int64(exactly: (passed << 32) / time) ?? 0
    }

    /// The rows in the order in which their entries ended.
    static func order(of ends: [Int64]) -> [Int] {
        ends.indices.sorted { (ends[$0], $0) < (ends[$1], $1) }
    }

    /// Reads the numbers of rows whose origins and ends are known.
    static func read(
        _ column: inout SplitReader, ends: [Int64], origins: [UInt32]
    ) throws(StoreError) -> [Int64] {
        var sequences = Array<Int64>(repeating: 0, count: ends.count)
        var expectation = Expectation(pace: try column.integer())
        for row in order(of: ends) {
            sequences[row] = expectation.next(origins[row], ends[row]) &+ (try column.integer())
            expectation.was(sequences[row], origins[row], ends[row])
        }
        return sequences
    }

    /// What the next number of an origin should be.
    private struct Expectation {
        let pace: Int64
        var last: [UInt32: (sequence: Int64, end: Int64)] = [:]
        var origin: UInt32 = 0
        var current: (sequence: Int64, end: Int64)?

        init(pace: Int64) {
            self.pace = pace
        }

        mutating func next(_ origin: UInt32, _ end: Int64) -> Int64 {
            if origin != self.origin {
                last[self.origin] = current
                self.origin = origin
                current = last[origin]
            }
            guard let current else { return 0 }
            let passed = (Int128(end &- current.end) * Int128(pace)) >> 32
            return current.sequence &+ Int64(truncatingIfNeeded: passed)
        }

        mutating func was(_ sequence: Int64, _ origin: UInt32, _ end: Int64) {
            current = (sequence, end)
        }
    }
}
