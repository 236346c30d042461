/// What is stored of a segment beside its blocks, so that searches can leave blocks out: bytes for the tables of its file.
struct SegmentIndex: Sendable, Hashable {
    /// Counts, times, peers, shapes; read when the store is opened.
    var summary: [UInt8]
    /// One gram filter for the whole segment; read when the store is opened.
    var union: [UInt8]
    /// The gram filters of its blocks; read when the union does not rule the segment out.
    var planes: [UInt8]
    /// The rows of the filter of unique ids; one is read for an id.
    var uniqueIDs: [[UInt8]]
    /// How many entries there are by time, shape and peer (``SegmentRollup``); read when they are counted.
    var rollup: [UInt8]
}
