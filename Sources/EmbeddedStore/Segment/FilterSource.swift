/// Where the filters of segments are read from: the bytes that ``SegmentIndex`` gave.
protocol FilterSource {
    /// Hands over the gram filters of a segment's blocks; nil when the segment is gone.
    func withPlanes<Value>(of segment: Int64, _ body: (borrowing Span<UInt8>) throws -> Value) throws -> Value?

    /// Hands over one row of a segment's filter of unique ids; nil when the segment is gone.
    func withUniqueIDs<Value>(
        row: Int, of segment: Int64, _ body: (borrowing Span<UInt8>) throws -> Value
    ) throws -> Value?
}
