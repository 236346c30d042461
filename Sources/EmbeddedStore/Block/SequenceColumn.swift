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

    /// The rows whose entries had ended by a moment, in the order in which they ended.
    static func order(of ends: [Int64], until end: Int64 = .max) -> [Int] {
        let rows = ends.indices.filter { ends[$0] <= end }
        guard let least = rows.lazy.map({ ends[$0] }).min(), let greatest = rows.lazy.map({ ends[$0] }).max() else {
            return []
        }
        // A time and its row are sorted as one number where there is room for both.
        let bits = UInt64(Int.bitWidth - ends.count.leadingZeroBitCount)
        let (span, isOver) = greatest.subtractingReportingOverflow(least)
        guard !isOver, span >> Int64(63 - bits) == 0 else {
            return rows.sorted { (ends[$0], $0) < (ends[$1], $1) }
        }
        var keys = rows.map { UInt64(bitPattern: ends[$0] &- least) << bits | UInt64($0) }
        sort(&keys, above: bits, span: UInt64(span))
        return keys.map { Int($0 & (1 << bits - 1)) }
    }

    /// Sorts numbers by their bits above some lowest ones, by which they are sorted already (a radix sort).
    private static func sort(_ keys: inout [UInt64], above bits: UInt64, span: UInt64) {
        var other = keys
        var shift = bits
        var span = span
        while span > 0 {
            withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << 11) { places in
                places.initialize(repeating: 0)
                for key in keys { places[Int(key >> shift & 0x7FF)] += 1 }
                var place = 0
                for index in places.indices { (places[index], place) = (place, place + places[index]) }
                for key in keys {
                    let digit = Int(key >> shift & 0x7FF)
                    other[places[digit]] = key
                    places[digit] += 1
                }
            }
            swap(&keys, &other)
            shift += 11
            span >>= 11
        }
    }

    /// Reads the numbers of rows whose origins and ends are known, of those that had ended by a moment.
    static func read(
        _ column: inout SplitReader, ends: [Int64], origins: [UInt32], until end: Int64
    ) throws(StoreError) -> [Int64] {
        var sequences = Array<Int64>(repeating: 0, count: ends.count)
        var expectation = Expectation(pace: try column.integer())
        let order = order(of: ends, until: end)
        for (row, number) in zip(order, try column.numbers(order.count)) {
            let difference = Int64(zigzag: UInt64(bitPattern: number))
            sequences[row] = expectation.next(origins[row], ends[row]) &+ difference
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
