import OCPPLog

/// The part `num` of a block: the numbers of all slots.
struct NumberPart {
    private let bytes: [UInt8]
    private let tokens: Range<Int>
    private let bits: Range<Int>

    init(_ bytes: [UInt8]) throws(StoreError) {
        self.bytes = bytes
        var column = ColumnReader(.num, bytes)
        tokens = try column.take(try column.count())
        bits = try column.take(column.rest)
    }

    /// The numbers of one slot.
    func column(_ slot: Slot, count: Int) throws(StoreError) -> SplitReader {
        guard slot.token <= tokens.count, count <= tokens.count - slot.token, slot.bit <= bits.count * 8,
            slot.bits <= bits.count * 8 - slot.bit
        else { throw BlockPart.num.damage("it breaks off") }
        let first = tokens.lowerBound + slot.token
        return SplitReader(
            ColumnReader(.num, bytes, first..<first + count), BitReader(bytes, bits, from: slot.bit))
    }
}
