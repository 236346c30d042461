/// Gives byte strings numbers, from 0 in the order of their first appearance: equal ones have one number.
struct InternTable: Sendable {
    /// All strings, one behind the other.
    private var bytes: [UInt8] = []
    /// Where the string with each number ends.
    private var ends: [Int] = []
    /// The numbers by hash, plus one; 0 is a free slot. Never more than half full.
    private var slots: [UInt32] = Array(repeating: 0, count: 64)

    /// How many strings there are.
    var count: Int { ends.count }
    /// How many bytes they take together.
    var size: Int { bytes.count }

    /// The bytes of a string.
    /// - Parameter number: one that this table gave.
    func place(of number: Int) -> Range<Int> {
        (number == 0 ? 0 : ends[number - 1])..<ends[number]
    }

    /// Hands over the bytes of a string.
    func withString<Value, Failure: Error>(
        _ number: Int, _ body: (Span<UInt8>) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try body(bytes.span.extracting(place(of: number)))
    }

    /// The number of a string, which is added when it is new.
    mutating func number(of string: [UInt8]) -> Int {
        number(of: string.span)
    }

    /// The number of a string, which is added when it is new.
    mutating func number(of string: Span<UInt8>) -> Int {
        var slot = firstSlot(of: string)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if isEqual(string, number) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        for index in string.indices { bytes.append(string[index]) }
        ends.append(bytes.count)
        slots[slot] = UInt32(truncatingIfNeeded: ends.count)
        if ends.count * 2 > slots.count { grow() }
        return ends.count - 1
    }

    /// The number of a string; nil when it was never added.
    func knownNumber(of string: Span<UInt8>) -> Int? {
        var slot = firstSlot(of: string)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if isEqual(string, number) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private func firstSlot(of string: Span<UInt8>) -> Int {
        Int(truncatingIfNeeded: FilterHash.hash(string, seed: 0)) & (slots.count - 1)
    }

    private func isEqual(_ string: Span<UInt8>, _ number: Int) -> Bool {
        let place = place(of: number)
        guard place.count == string.count else { return false }
        for index in string.indices where bytes[place.lowerBound + index] != string[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for number in ends.indices {
            var slot = withString(number) { firstSlot(of: $0) }
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(truncatingIfNeeded: number + 1)
        }
    }
}
