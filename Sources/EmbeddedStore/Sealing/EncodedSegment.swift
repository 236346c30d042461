import OCPP

/// A segment as bytes, ready to be written.
struct EncodedSegment: Sendable {
    var blocks: [SealedBlock]
    var index: SegmentIndex
    /// Counts for histograms and facets; nil where none were made.
    var rollup: [UInt8]?
    var count: Int
    var oldest: Timestamp
    var newest: Timestamp
}
