import OCPPLog

/// The values of the slots that were read so far: numbers as they are, of texts which one it is.
struct SlotColumns {
    private var part: NumberPart?
    private var values: [Int64] = []
    /// For each slot of the block where its values begin.
    private var starts: [Int] = []
    /// How many of its values were read.
    private var filled: [Int] = []

    /// Before the part was read.
    init() {}

    init(_ part: NumberPart, slots: Int) {
        self.part = part
        starts = Array(repeating: 0, count: slots)
        filled = Array(repeating: 0, count: slots)
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
    ///   - count: so many frames have its template.
    ///   - wanted: so many values are needed, from the first.
    ///   - references: the times of the entries that have its first frames, in microseconds; told how many are needed.
    mutating func read(
        _ number: Int, _ slot: Slot, count: Int, wanted: Int, references: (Int) throws -> [Int64]
    ) throws {
        guard let part, filled[number] < wanted else { return }
        // What was not enough once will not be so again.
        let wanted = filled[number] > 0 ? count : min(wanted, count)
        var column = try part.column(slot, count: count)
        let start = values.count
        try column.append(wanted, to: &values)
        if wanted == count { try column.finish() }
        switch slot.values {
        case .numbers(let spelling, let base, let least):
            try complete(from: start, spelling, base, least, references)
        case .texts(let strings):
            var known = 0
            for index in start..<values.count {
                let back = UInt64(bitPattern: values[index])
                guard let code = TextColumn.index(back: back, known: &known, of: strings.count) else {
                    throw column.damage("an index points at nothing")
                }
                values[index] = Int64(code)
            }
        }
        starts[number] = start
        filled[number] = wanted
    }

    /// Whether a number of a slot can be so large, above or below zero. Nothing is read for that.
    func canReach(_ magnitude: UInt64, _ slot: Slot, count: Int) throws(StoreError) -> Bool {
        guard let part, case .numbers(_, let base, let least) = slot.values else { return true }
        let bound = try part.column(slot, count: count).bound
        switch base {
        case .reference: return true
        case .least:
            guard let bound = Int64(exactly: bound) else { return true }
            let (greatest, isOver) = least.addingReportingOverflow(bound)
            return isOver || max(least.magnitude, greatest.magnitude) >= magnitude
        case .previous:
            let (sum, isOver) = (bound / 2 + 1).multipliedReportingOverflow(by: UInt64(count))
            return isOver || sum >= magnitude
        }
    }

    /// Makes what they stand for of the numbers that were read last.
    private mutating func complete(
        from start: Int, _ spelling: NumberSpelling, _ base: SlotBase, _ least: Int64,
        _ references: (Int) throws -> [Int64]
    ) throws {
        switch base {
        case .previous:
            var last: Int64 = 0
            for index in start..<values.count {
                last &+= Int64(zigzag: UInt64(bitPattern: values[index]))
                values[index] = last
            }
        case .least:
            for index in start..<values.count { values[index] &+= least }
        case .reference:
            guard case .time(let own) = spelling else { throw BlockPart.num.damage("a number is no time") }
            let times = try references(values.count - start)
            guard times.count == values.count - start else { throw BlockPart.num.damage("it belongs to other rows") }
            for (index, time) in zip(start..<values.count, times) {
                let difference = Int64(zigzag: UInt64(bitPattern: values[index]))
                values[index] = own.units(microseconds: time) &+ difference
            }
        }
        guard case .time(let own) = spelling, let least = values[start...].min(), let greatest = values[start...].max()
        else { return }
        guard ISOTime.canPrint(least, own), ISOTime.canPrint(greatest, own) else {
            throw BlockPart.num.damage("a time is out of range")
        }
    }
}
