import OCPPLog

/// Says in which blocks of a segment a unique id surely does not occur: a Bloom filter for each block, side by side, so that
/// one look answers for all; cut in rows, so that one small row is read for an id.
struct UniqueIDFilter: Sendable, Hashable {
    /// A row takes so many bytes at most: with its frame it fits on a page of SQLite.
    static let rowBytes = 3_840
    /// So many bits for an id, in so many of which it is kept.
    static let bitsPerID = 12
    static let hashes = 6
    static let seed: UInt64 = 0x7569_6400
    /// More blocks than this no segment has.
    static let mostBlocks = 32

    /// Blocks side by side: 1, 2, 4, 8, 16 or 32.
    let width: Int
    /// Places in a row; each has one bit for each block.
    let places: Int
    let rows: Int

    /// The form of a filter for blocks with at most `ids` ids each.
    init(blocks: Int, ids: Int) {
        var width = 1
        while width < blocks, width < Self.mostBlocks { width *= 2 }
        self.width = width
        let wanted = max(64, ids * Self.bitsPerID)
        let most = Self.rowBytes * 8 / width
        rows = (wanted + most - 1) / most
        // Whole bytes, whatever the width.
        places = ((wanted + rows - 1) / rows + 7) / 8 * 8
    }

    /// The form that was stored; nil when no filter has it.
    init?(width: Int, places: Int, rows: Int) {
        guard (1...Self.mostBlocks).contains(width), width & (width - 1) == 0, places > 0, places % 8 == 0,
            places <= Self.rowBytes * 8 / width, rows > 0, rows <= 1 << 20
        else { return nil }
        self.width = width
        self.places = places
        self.rows = rows
    }

    /// The bytes of one row.
    var bytesPerRow: Int { places * width / 8 }

    static func hash(of id: String) -> UInt64 {
        FilterHash.folded(id, seed: seed)
    }

    /// The row in which an id is kept.
    func row(of hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash.multipliedFullWidth(by: UInt64(rows)).high)
    }

    /// One bit for each block that may hold an id.
    /// - Parameter row: the bytes of the row in which it is kept.
    func blocks(with hash: UInt64, in row: Span<UInt8>) -> UInt32 {
        guard row.count == bytesPerRow else { return .max }
        var blocks = UInt32.max
        for turn in 0..<Self.hashes {
            let bit = place(turn, of: hash) * width
            var mask: UInt32 = 0
            if width < 8 {
                mask = UInt32(row[bit >> 3]) >> UInt32(bit & 7) & (1 << UInt32(width) - 1)
            } else {
                for byte in 0..<width / 8 { mask |= UInt32(row[bit >> 3 + byte]) << UInt32(8 * byte) }
            }
            blocks &= mask
        }
        return blocks
    }

    /// Adds an id of a block to the rows of a filter.
    func add(_ hash: UInt64, block: Int, to rows: inout [[UInt8]]) {
        let row = row(of: hash)
        for turn in 0..<Self.hashes {
            let bit = place(turn, of: hash) * width + block
            rows[row][bit >> 3] |= 1 << UInt8(bit & 7)
        }
    }

    private func place(_ turn: Int, of hash: UInt64) -> Int {
        // The low half chooses the places, the high half the row: they do not depend on each other.
        let low = UInt32(truncatingIfNeeded: hash)
        let step = UInt32(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32) | 1
        let number = UInt64(low &+ UInt32(truncatingIfNeeded: turn) &* step)
        return Int(truncatingIfNeeded: (number &* UInt64(places)) >> 32)
    }
}
