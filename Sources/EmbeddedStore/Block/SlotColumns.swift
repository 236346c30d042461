import OCPPLog

/// The values of the slots that were read so far: numbers as they are, of texts which one it is.
struct SlotColumns {
    private var part: NumberPart?
    private var values: [Int64] = []
    /// For each slot of the block where its values begin, or -1.
    private var starts: [Int] = []

    /// Before the part was read.
    init() {}

    init(_ part: NumberPart, slots: Int) {
        self.part = part
        starts = Array(repeating: -1, count: slots)
    }

    var isOpen: Bool { part != nil }

    /// The values of a slot that was read.
    func values(_ slot: Int, count: Int) -> ArraySlice<Int64> {
        values[starts[slot]..<starts[slot] + count]
    }

    /// A value of a slot that was read.
    func value(_ slot: Int, _ ordinal: Int) -> Int64 { values[starts[slot] + ordinal] }

    /// Reads the values of a slot, unless that was done.
    /// - Parameters:
    ///   - rows: the rows of its template.
    ///   - times: the times of all rows of the block, in microseconds.
    mutating func read(_ number: Int, _ slot: Slot, rows: ArraySlice<Int32>, times: [Int64]) throws(StoreError) {
        guard let part, starts[number] < 0 else { return }
        let start = values.count
        values.append(contentsOf: repeatElement(0, count: rows.count))
        var column = try part.column(slot, count: rows.count)
        switch slot.values {
        case .numbers(let spelling, let base, let least):
            try readNumbers(&column, spelling, base, least, start, rows, times)
        case .texts(let strings):
            var known = 0
            for index in start..<values.count {
                guard let code = TextColumn.index(back: try column.number(), known: &known, of: strings.count) else {
                    throw column.damage("an index points at nothing")
                }
                values[index] = Int64(code)
            }
        }
        try column.finish()
        starts[number] = start
    }

    private mutating func readNumbers(
        _ column: inout SplitReader, _ spelling: NumberSpelling, _ base: SlotBase, _ least: Int64, _ start: Int,
        _ rows: ArraySlice<Int32>, _ times: [Int64]
    ) throws(StoreError) {
        switch base {
        case .previous:
            var last: Int64 = 0
            for index in start..<values.count {
                last &+= try column.integer()
                values[index] = last
            }
        case .least:
            for index in start..<values.count { values[index] = least &+ Int64(bitPattern: try column.number()) }
        case .reference:
            guard case .time(let own) = spelling else { throw column.damage("a number is no time") }
            var index = start
            for row in rows {
                values[index] = own.units(microseconds: times[Int(row)]) &+ (try column.integer())
                index += 1
            }
        }
        guard case .time(let own) = spelling else { return }
        for index in start..<values.count where !ISOTime.canPrint(values[index], own) {
            throw column.damage("a time is out of range")
        }
    }
}
