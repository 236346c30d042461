import OCPP
import OCPPLog

/// What a segment's summary says: counts, times and numbers of the whole and of each block, as columns.
///
/// Columns of blocks have one element a block. What is too various is not listed at all (`nil`), and then rules nothing out.
struct SegmentFacts: Sendable, Hashable {
    /// What a block holds at all.
    struct Contents: OptionSet, Sendable, Hashable {
        let rawValue: UInt8
        /// Entries with an id tag.
        static let tags = Contents(rawValue: 1)
        /// Transaction ids that are numbers as Swift prints them.
        static let numericTransactions = Contents(rawValue: 2)
        /// Other transaction ids.
        static let otherTransactions = Contents(rawValue: 4)
        /// Unique ids.
        static let uniqueIDs = Contents(rawValue: 8)
    }

    /// The numbers that one store gave, of which some are here.
    struct Origin: Sendable, Hashable {
        var origin: UInt32
        var sequences: ClosedRange<Int64>
    }

    /// The newest entry of a site and level.
    struct Newest: Sendable, Hashable {
        /// The number of the site (``NameTable``).
        var site: Int32
        /// ``Entry/level``.
        var level: Level?
        var datetime: Int64
    }

    /// More shapes than this are not listed.
    static let mostShapes = 4_096
    static let mostPeers = 8_192
    static let mostOrigins = 16
    /// Nor more bytes of shapes or peers.
    static let mostBytes = 1 << 20

    /// Entries in each block.
    var counts: [Int32] = []
    var oldest: [Int64] = []
    var newest: [Int64] = []
    var contents: [Contents] = []
    /// The range of numeric transaction ids; without a meaning where there are none.
    var leastTransaction: [Int64] = []
    var greatestTransaction: [Int64] = []
    /// The peers of all blocks in the order of the rows, by number; a block has those from `firstPeer` to `lastPeer`.
    var peers: [Int32]?
    var firstPeer: [Int32] = []
    var lastPeer: [Int32] = []
    /// The shapes of all blocks, by number, and how many entries have each.
    var shapes: [Int32]?
    var shapeCounts: [Int32] = []
    /// A bit for each shape, `shapeWords` words for a block.
    var shapeBits: [UInt64] = []
    /// By origin; nil when there are too many.
    var origins: [Origin]?
    /// Of each site and level.
    var lives: [Newest] = []
    var filter = UniqueIDFilter(blocks: 1, ids: 0)

    /// Entries in all.
    var count: Int { counts.reduce(0) { $0 + Int($1) } }
    var shapeWords: Int { ((shapes?.count ?? 0) + 63) / 64 }

    /// Leaves out what has to fit the other rows of the segment, or must not forget an entry: for facts of only some entries.
    mutating func ruleLessOut() {
        (peers, firstPeer, lastPeer) = (nil, [], [])
        (shapes, shapeCounts, shapeBits) = (nil, [], [])
        origins = nil
        // No stored row is as small as one of this form, and a row of another size rules nothing out.
        filter = UniqueIDFilter(width: filter.width, places: 8, rows: 1) ?? filter
    }

    /// Whether a block has the shape at a place of ``shapes``.
    @inline(__always)
    func hasShape(_ index: Int, block: Int) -> Bool {
        shapeBits[block * shapeWords + index >> 6] >> UInt64(index & 63) & 1 == 1
    }
}
