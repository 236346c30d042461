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
            expectation.was(sequences[row], ends[row])
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
        var (least, greatest, count) = (Int64.max, Int64.min, 0)
        for own in ends where own <= end {
            least = min(least, own)
            greatest = max(greatest, own)
            count += 1
        }
        guard count > 0 else { return [] }
        // A time and its row are sorted as one number where there is room for both.
        let bits = UInt64(Int.bitWidth - ends.count.leadingZeroBitCount)
        let (span, isOver) = greatest.subtractingReportingOverflow(least)
        guard !isOver, span >> Int64(63 - bits) == 0 else {
            return ends.indices.filter { ends[$0] <= end }.sorted { (ends[$0], $0) < (ends[$1], $1) }
        }
        var keys: [UInt64] = []
        keys.reserveCapacity(count)
        for (row, own) in ends.enumerated() where own <= end {
            keys.append(UInt64(bitPattern: own &- least) << bits | UInt64(row))
        }
        sort(&keys, above: bits, span: UInt64(span))
        let mask: UInt64 = 1 << bits - 1
        return keys.map { Int(truncatingIfNeeded: $0 & mask) }
    }

    /// In a drawer with more numbers than this they are not sorted by comparing neighbours.
    private static let mostInDrawer = 32

    /// Sorts numbers by their bits above some lowest ones, by which they are sorted already: into about as many drawers as
    /// there are numbers, by their highest bits; then those that are neighbours.
    private static func sort(_ keys: inout [UInt64], above bits: UInt64, span: UInt64) {
        let drawers = 2 << (Int.bitWidth - keys.count.leadingZeroBitCount)
        var shift = bits
        while span >> (shift - bits) >= UInt64(drawers) { shift += 1 }
        let (source, count) = (keys, keys.count)
        // All that is written to lies below the sums that were counted here.
        let fullest = withUnsafeTemporaryAllocation(of: Int32.self, capacity: drawers) { places -> Int32 in
            places.initialize(repeating: 0)
            for key in source { places[Int(key >> shift)] += 1 }
            var (place, fullest): (Int32, Int32) = (0, 0)
            for index in places.indices {
                fullest = max(fullest, places[index])
                (places[index], place) = (place, place + places[index])
            }
            keys.withUnsafeMutableBufferPointer { target in
                for key in source {
                    let drawer = Int(key >> shift)
                    target[Int(places[drawer])] = key
                    places[drawer] += 1
                }
            }
            return fullest
        }
        guard fullest <= mostInDrawer else { return keys.sort() }
        keys.withUnsafeMutableBufferPointer { keys in
            for index in 0..<count {
                let key = keys[index]
                var place = index
                while place > 0, keys[place - 1] > key {
                    keys[place] = keys[place - 1]
                    place -= 1
                }
                keys[place] = key
            }
        }
    }

    /// Reads the numbers of rows whose ends are known, of those that had ended by a moment.
    /// - Parameter origins: those of the rows; empty when all have the same.
    static func read(
        _ column: inout SplitReader, ends: [Int64], origins: [UInt32], until end: Int64
    ) throws(StoreError) -> [Int64] {
        var sequences = Array<Int64>(repeating: 0, count: ends.count)
        var expectation = Expectation(pace: try column.integer())
        let order = order(of: ends, until: end)
        let numbers = try column.numbers(order.count)
        for index in order.indices {
            let row = order[index]
            let origin = origins.isEmpty ? 0 : origins[row]
            let difference = Int64(zigzag: UInt64(bitPattern: numbers[index]))
            let sequence = expectation.next(origin, ends[row]) &+ difference
            sequences[row] = sequence
            expectation.was(sequence, ends[row])
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
            let passed = (end &- current.end).multipliedFullWidth(by: pace)
            // The bits from the 32nd on of 128: entries, rounded down.
            return current.sequence &+ (passed.high << 32 | Int64(bitPattern: UInt64(passed.low >> 32)))
        }

        mutating func was(_ sequence: Int64, _ end: Int64) {
            current = (sequence, end)
        }
    }
}
