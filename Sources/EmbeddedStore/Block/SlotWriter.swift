/// Writes the values of one slot over all rows of a template in the way that suits them all.
struct SlotWriter {
    private var values: [Int64] = []
    private var table: ByteTable

    init(seed: UInt64) {
        table = ByteTable(seed: seed)
    }

    /// Writes how the values are kept to `directory`, their texts to `text` and their numbers to `num`.
    /// - Parameters:
    ///   - tokens: the value in each row.
    ///   - times: the time of the entry of each row, in microseconds.
    mutating func write(
        _ tokens: UnsafeBufferPointer<FrameToken>, times: [Int64], arena: UnsafeBufferPointer<UInt8>,
        directory: inout ColumnWriter, text: inout ColumnWriter, num: inout SplitWriter
    ) {
        let start = num.bits.count
        if let digits = sameDigits(tokens, .number) {
            directory.byte(SlotKind.number.rawValue)
            directory.count(Int(digits))
            writeNumbers(tokens.lazy.map(\.value), references: nil, &directory, &num)
        } else if let digits = mostDigits(tokens) {
            directory.byte(SlotKind.trimmed.rawValue)
            directory.count(digits)
            writeNumbers(
                tokens.lazy.map { $0.value * Decimal.power(digits - Int($0.digits)) }, references: nil, &directory, &num
            )
        } else if let code = sameDigits(tokens, .time), let spelling = ISOTime.Spelling(code: code) {
            directory.byte(SlotKind.time.rawValue)
            directory.count(Int(code))
            writeNumbers(
                tokens.lazy.map(\.value), references: times.map { spelling.units(microseconds: $0) }, &directory, &num)
        } else {
            writeTexts(tokens, arena, &directory, &text, &num)
        }
        directory.count(num.bits.count - start)
    }

    /// The digits that all values of one kind have.
    private func sameDigits(_ tokens: UnsafeBufferPointer<FrameToken>, _ kind: FrameToken.Kind) -> UInt16? {
        guard let first = tokens.first else { return nil }
        for token in tokens where token.kind != kind || token.digits != first.digits { return nil }
        return first.digits
    }

    /// The most digits of numbers whose fractions never end in a zero.
    private func mostDigits(_ tokens: UnsafeBufferPointer<FrameToken>) -> Int? {
        var most = 0
        for token in tokens {
            guard token.kind == .number, token.digits == 0 || token.value % 10 != 0 else { return nil }
            most = max(most, Int(token.digits))
        }
        // All must have 17 digits at most when they are scaled.
        for token in tokens where token.value.magnitude >= Decimal.power(17 - most + Int(token.digits)).magnitude {
            return nil
        }
        return most
    }

    private mutating func writeNumbers(
        _ numbers: some Sequence<Int64>, references: [Int64]?, _ directory: inout ColumnWriter,
        _ num: inout SplitWriter
    ) {
        values.removeAll(keepingCapacity: true)
        values.append(contentsOf: numbers)
        let least = values.min() ?? 0
        var bits = (difference: 0, least: 0, reference: 0)
        var last: Int64 = 0
        for (index, value) in values.enumerated() {
            bits.difference += 64 - (value &- last).zigzag.leadingZeroBitCount
            bits.least += 64 - (value &- least).leadingZeroBitCount
            if let references { bits.reference += 64 - (value &- references[index]).zigzag.leadingZeroBitCount }
            last = value
        }
        if let references, bits.reference < min(bits.difference, bits.least) {
            directory.byte(SlotBase.reference.rawValue)
            for (value, reference) in zip(values, references) { num.integer(value &- reference) }
        } else if bits.least < bits.difference {
            directory.byte(SlotBase.least.rawValue)
            directory.integer(least)
            for value in values { num.number(UInt64(bitPattern: value &- least)) }
        } else {
            directory.byte(SlotBase.previous.rawValue)
            last = 0
            for value in values {
                num.integer(value &- last)
                last = value
            }
        }
    }

    private mutating func writeTexts(
        _ tokens: UnsafeBufferPointer<FrameToken>, _ arena: UnsafeBufferPointer<UInt8>, _ directory: inout ColumnWriter,
        _ text: inout ColumnWriter, _ num: inout SplitWriter
    ) {
        table.removeAll()
        for token in tokens {
            let known = table.count
            let number = table.number(
                of: UnsafeBufferPointer(rebasing: arena[token.start..<token.start + token.count]))
            num.number(UInt64(number == known ? 0 : known - number))
        }
        directory.byte(SlotKind.texts.rawValue)
        directory.count(table.count)
        for index in 0..<table.count { directory.count(table.length(index)) }
        text.raw(table.bytes)
    }
}

/// How a slot keeps its values.
enum SlotKind: UInt8 {
    /// Whole numbers, or numbers with a fixed count of digits behind the point.
    case number
    /// Numbers without zeros at the end of their fractions, scaled to the most digits.
    case trimmed
    case time
    case texts
}

/// What the numbers of a slot are differences from.
enum SlotBase: UInt8 {
    /// The row before of the same template.
    case previous
    /// The least of all.
    case least
    /// The time of the entry.
    case reference
}
