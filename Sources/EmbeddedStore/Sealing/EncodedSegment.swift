import OCPP

/// A segment as bytes, ready to be written.
struct EncodedSegment: Sendable {
    var blocks: [SealedBlock]
    var index: SegmentIndex
    var count: Int
    var oldest: Timestamp
    var newest: Timestamp
}
