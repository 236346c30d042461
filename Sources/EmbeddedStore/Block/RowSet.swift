/// Rows of one block, as bits.
struct RowSet: Sendable, Hashable {
    /// How many rows the block has.
    let rows: Int
    private var words: [UInt64]

    /// No rows.
    init(of rows: Int) {
        self.rows = rows
        words = Array(repeating: 0, count: (rows + 63) / 64)
    }

    /// All rows.
    init(all rows: Int) {
        self.init(of: rows)
        for row in 0..<rows { insert(row) }
    }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    mutating func insert(_ row: Int) {
        words[row >> 6] |= 1 << UInt64(row & 63)
    }

    func contains(_ row: Int) -> Bool {
        words[row >> 6] >> UInt64(row & 63) & 1 == 1
    }

    /// Both sets are of the same block.
    mutating func formUnion(_ other: RowSet) {
        for index in words.indices { words[index] |= other.words[index] }
    }

    /// Both sets are of the same block.
    mutating func formIntersection(_ other: RowSet) {
        for index in words.indices { words[index] &= other.words[index] }
    }
}

extension RowSet: Sequence {
    /// The rows from the first to the last.
    func makeIterator() -> Iterator {
        Iterator(words: words)
    }

    struct Iterator: IteratorProtocol {
        fileprivate let words: [UInt64]
        private var index = 0
        private var word: UInt64 = 0

        fileprivate init(words: [UInt64]) {
            self.words = words
            word = words.first ?? 0
        }

        mutating func next() -> Int? {
            while word == 0 {
                index += 1
                guard index < words.count else { return nil }
                word = words[index]
            }
            defer { word &= word - 1 }
            return index << 6 | word.trailingZeroBitCount
        }
    }
}
