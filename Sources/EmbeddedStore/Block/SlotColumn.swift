import OCPPLog

/// The values of a slot in the rows of its template.
enum SlotColumn {
    case numbers(NumberSpelling, [Int64])
    /// Which of the slot's texts each row has.
    case texts(Slot.Strings, [Int32])

    /// Reads the values of a slot.
    /// - Parameter times: the times of the template's rows, in microseconds.
    init(_ slot: Slot, of num: [UInt8], count: Int, times: () -> [Int64]) throws(StoreError) {
        guard slot.numbers.upperBound <= num.count, count <= slot.numbers.count else {
            throw BlockPart.num.damage("it breaks off")
        }
        var column = ColumnReader(.num, num, slot.numbers)
        switch slot.values {
        case .numbers(let spelling, let base, let least):
            self = .numbers(spelling, try Self.numbers(&column, spelling, base, least, count, times))
        case .texts(let strings):
            var codes = Array<Int32>(repeating: 0, count: count)
            var known = 0
            for index in 0..<count {
                codes[index] = Int32(truncatingIfNeeded: try column.tableIndex(known: &known, of: strings.count))
            }
            self = .texts(strings, codes)
        }
        try column.finish()
    }

    private static func numbers(
        _ column: inout ColumnReader, _ spelling: NumberSpelling, _ base: SlotBase, _ least: Int64, _ count: Int,
        _ times: () -> [Int64]
    ) throws(StoreError) -> [Int64] {
        var values = Array<Int64>(repeating: 0, count: count)
        switch base {
        case .previous:
            var last: Int64 = 0
            for index in 0..<count {
                last &+= try column.integer()
                values[index] = last
            }
        case .least:
            for index in 0..<count { values[index] = least &+ Int64(bitPattern: try column.number()) }
        case .reference:
            guard case .time(let own) = spelling else { throw column.damage("a number is no time") }
            let times = times()
            for index in 0..<count { values[index] = own.units(microseconds: times[index]) &+ (try column.integer()) }
        }
        if case .time(let own) = spelling {
            for value in values where !ISOTime.canPrint(value, own) { throw column.damage("a time is out of range") }
        }
        return values
    }

    /// Appends the text of a value.
    func append(_ index: Int, texts: [UInt8], to bytes: inout [UInt8]) {
        switch self {
        case .numbers(let spelling, let values): spelling.append(values[index], to: &bytes)
        case .texts(let strings, let codes): bytes.append(contentsOf: texts[strings[Int(codes[index])]])
        }
    }
}
