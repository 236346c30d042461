/// Where a sealed block lies: the segment's number in its file, and which of the segment's blocks it is, from 0.
struct BlockPlace: Hashable, Sendable {
    var segment: Int64
    var block: Int
}

/// Where the parts of sealed blocks are read from.
protocol BlockSource {
    /// Hands over the stored bytes of one part; nil when the block is gone (its segment was dropped or rewritten meanwhile).
    func withPart<Value>(
        _ part: BlockPart, of place: BlockPlace, _ body: (borrowing Span<UInt8>) throws -> Value
    ) throws -> Value?
}
