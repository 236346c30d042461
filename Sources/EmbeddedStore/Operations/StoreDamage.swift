public import OCPP

/// Something in a log that cannot be read, or is not what it should be, and what is lost with it.
public struct StoreDamage: Sendable, Hashable {
    /// Where it lies.
    public enum Part: String, Sendable, Hashable, CaseIterable {
        /// SQLite's own pages: the whole file, or a table that cannot be walked.
        case file
        /// The row that says which numbers were given.
        case numbers
        /// The rows of CALLs and transactions that are not over.
        case unfinished
        /// A row that is not sealed yet.
        case hot
        /// What is known of a segment: counts, times, charging stations.
        case summary
        /// What says which texts a segment may hold, as a whole and by block.
        case union, planes
        /// What says which unique ids it may hold.
        case ids
        /// Its counts by time, kind, site and charging station.
        case counts
        /// The parts of a block.
        case meta, uid, text, num
        /// All parts of a block can be opened, but together they make no entries, or not those that were sealed.
        case block
    }

    /// The name of the file in the data directory.
    public var file: String
    /// What it is a part of.
    public var part: Part
    /// What is wrong, as a sentence without a full stop. Holds no payload.
    public var sentence: String
    /// Nil when it is in no segment.
    public var segment: Int64?
    /// Which of the segment's blocks, from 0; nil when it is in none.
    public var block: Int?
    /// So many entries cannot be read because of it; 0 when none is lost, nil when that is not known.
    public var entries: Int?
    /// The first of their times; nil when that is not known.
    public var oldest: Timestamp?
    /// The last of their times; nil when that is not known.
    public var newest: Timestamp?
    /// Their charging stations, as far as they are known.
    public var chargers: [ChargerID] = []

    init(_ file: String, _ part: Part, _ sentence: String, segment: Int64? = nil, block: Int? = nil, entries: Int?) {
        self.file = file
        self.part = part
        self.sentence = sentence
        self.segment = segment
        self.block = block
        self.entries = entries
    }
}

/// What a look at every byte of a log found.
public struct StoreVerification: Sendable, Hashable {
    /// Files that were read.
    public var files = 0
    /// Segments in them.
    public var segments = 0
    /// Blocks of those.
    public var blocks = 0
    /// Entries that were read whole.
    public var entries = 0
    /// What is wrong.
    public var damages: [StoreDamage] = []

    /// Whether there is nothing wrong.
    public var isSound: Bool { damages.isEmpty }
    /// Entries that cannot be read, as far as that is known.
    public var lost: Int { damages.reduce(0) { $0 + ($1.entries ?? 0) } }
}
