import OCPPLog

/// Where the rollups of segments are read from.
protocol RollupSource {
    /// Hands over what is stored of a segment's ``SegmentRollup``, no bytes when none was made; nil when the segment is gone.
    func withRollup<Value>(of segment: Int64, _ body: (borrowing Span<UInt8>) throws -> Value) throws -> Value?
}

/// A file whose entries can be counted.
protocol CountableFile: SearchableFile where Source: RollupSource {}
