// Rebuilds the bytes of frames. Spans are used, since here is where rebuilding spends its time: they are checked, not counted.

extension TextReader {
    /// Appends the bytes of a frame, and says where its payload lies in them. The slots of the template were read.
    func build(
        _ number: Int, _ ordinal: Int, _ columns: borrowing SlotColumns, id: String, to built: inout [UInt8]
    ) -> Range<Int>? {
        var begin: Int?
        var payload: Range<Int>?
        let source = bytes.span
        let pieces = pieces.span
        for index in templates[number].pieces {
            let piece = pieces[index]
            source.extracting(piece.literal).withUnsafeBufferPointer { built.append(contentsOf: $0) }
            switch piece.cut {
            case .slot: append(piece.slot, ordinal, columns, to: &built)
            case .uniqueID: built.append(contentsOf: id.utf8)
            case .payloadBegin: begin = built.count
            case .payloadEnd: payload = (begin ?? built.count)..<built.count
            case .errorText, .length, .missing, .end: break
            }
        }
        return payload
    }

    /// Appends the text of a slot that was read.
    func append(_ slot: Int, _ ordinal: Int, _ columns: borrowing SlotColumns, to built: inout [UInt8]) {
        let value = columns.value(slot, ordinal)
        switch slots[slot].values {
        case .numbers(let spelling, _, _): spelling.append(value, to: &built)
        case .texts(let strings):
            bytes.span.extracting(place(Int(value), of: strings)).withUnsafeBufferPointer {
                built.append(contentsOf: $0)
            }
        }
    }
}
