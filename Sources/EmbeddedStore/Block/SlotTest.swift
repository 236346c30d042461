/// What is asked of the text of a slot. The bytes are folded ASCII.
struct SlotTest: Hashable {
    enum Relation {
        case contains, isEqual, hasPrefix, hasSuffix
    }

    let relation: Relation
    let bytes: [UInt8]
    /// The least magnitude of a number in which the bytes stand, where they are digits alone and do not begin with 0.
    let least: UInt64
    /// Ten to the power of how many digits they are; 0 where they are not digits alone.
    private let power: UInt64

    init(_ relation: Relation, _ bytes: [UInt8]) {
        self.relation = relation
        self.bytes = bytes
        let isNumber = bytes.first.map { $0 != 0x30 } == true && bytes.allSatisfy { $0 &- 0x30 <= 9 }
        // More than 18 digits are more than any number of a slot has.
        least =
            !isNumber
            ? 0 : bytes.count > 18 ? .max : bytes.reduce(0) { $0 * 10 + UInt64($1 &- 0x30) }
        power = isNumber && bytes.count <= 18 ? bytes.reduce(1) { power, _ in power * 10 } : 0
    }

    func holds(_ text: ArraySlice<UInt8>, _ folded: FoldedText, _ place: Range<Int>) -> Bool {
        switch relation {
        case .contains: folded.contains(bytes, in: place)
        case .isEqual: text.elementsEqual(bytes)
        case .hasPrefix: text.starts(with: bytes)
        case .hasSuffix: text.count >= bytes.count && text.suffix(bytes.count).elementsEqual(bytes)
        }
    }

    /// Whether any number of this spelling could pass.
    func isPossible(_ spelling: NumberSpelling) -> Bool {
        switch spelling {
        case .time(let own): bytes.allSatisfy { Self.isOfTimes[Int($0)] } && isPossible(in: own.pattern)
        case .fixed(0), .trimmed(0):
            bytes.count <= 20 && bytes.dropFirst().allSatisfy { $0 &- 0x30 <= 9 }
                && bytes.first.map { $0 &- 0x30 <= 9 || $0 == 0x2D } != false
        case .fixed, .trimmed: bytes.allSatisfy { Self.isOfNumbers[Int($0)] } && bytes.count <= 20
        }
    }

    /// Whether texts that look so could pass; 0 stands for any digit.
    private func isPossible(in pattern: [UInt8]) -> Bool {
        guard bytes.count <= pattern.count else { return false }
        let last = pattern.count - bytes.count
        let starts =
            switch relation {
            case .contains: 0...last
            case .hasSuffix: last...last
            case .hasPrefix, .isEqual: 0...0
            }
        if relation == .isEqual, last > 0 { return false }
        return starts.contains { start in
            bytes.indices.allSatisfy { index in
                let expected = pattern[start + index]
                return expected == 0 ? bytes[index] &- 0x30 <= 9 : bytes[index] == expected
            }
        }
    }

    private static let isOfNumbers: [Bool] = (0..<256).map { "0123456789.-".utf8.contains(UInt8($0)) }
    private static let isOfTimes: [Bool] = (0..<256).map { "0123456789.-:+tz".utf8.contains(UInt8($0)) }

    /// Calls back with the index of each number that passes, from 0.
    func forEach(_ values: ArraySlice<Int64>, _ spelling: NumberSpelling, _ body: (Int) -> Void) {
        if relation == .isEqual {
            guard let wanted = value(spelling) else { return }
            for index in values.indices where values[index] == wanted { body(index - values.startIndex) }
            return
        }
        if power > 0, relation == .contains, !spelling.isTime {
            for index in values.indices where mayHold(values[index].magnitude) && holds(values[index], spelling) {
                body(index - values.startIndex)
            }
            return
        }
        let isTime = spelling.isTime
        for index in values.indices where isTime || values[index].magnitude >= least {
            if holds(values[index], spelling) { body(index - values.startIndex) }
        }
    }

    /// Whether the digits stand in those of a number, which may have a point between them.
    @inline(__always)
    private func mayHold(_ number: UInt64) -> Bool {
        var rest = number
        while rest >= least {
            if rest % power == least { return true }
            rest /= 10
        }
        return false
    }

    private func holds(_ value: Int64, _ spelling: NumberSpelling) -> Bool {
        var text: [UInt8] = []
        text.reserveCapacity(40)
        spelling.append(value, to: &text)
        return holds(text)
    }

    /// The value whose text is equal to the bytes.
    private func value(_ spelling: NumberSpelling) -> Int64? {
        if case .time(let own) = spelling {
            let text = bytes.map { $0 == 0x74 || $0 == 0x7A ? $0 & ~0x20 : $0 }
            let value = text.withUnsafeBufferPointer { ISOTime.value(of: $0) }
            return value?.spelling == own ? value?.units : nil
        }
        guard let (value, digits) = bytes.withUnsafeBufferPointer({ Decimal.value(of: $0) }) else { return nil }
        switch spelling {
        case .fixed(let own): return digits == own ? value : nil
        case .trimmed(let most):
            guard digits <= most, digits == 0 || value % 10 != 0 else { return nil }
            let (scaled, overflow) = value.multipliedReportingOverflow(by: Decimal.power(most - digits))
            return overflow ? nil : scaled
        case .time: return nil
        }
    }

    /// Whether the text of a number or time passes.
    private func holds(_ text: [UInt8]) -> Bool {
        guard text.count >= bytes.count else { return false }
        switch relation {
        case .isEqual: return text.count == bytes.count && isFound(in: text, at: 0)
        case .hasPrefix: return isFound(in: text, at: 0)
        case .hasSuffix: return isFound(in: text, at: text.count - bytes.count)
        case .contains:
            for start in 0...text.count - bytes.count where isFound(in: text, at: start) { return true }
            return false
        }
    }

    /// The bytes stand there but for the case of letters; there is room for them.
    private func isFound(in text: [UInt8], at start: Int) -> Bool {
        for index in bytes.indices {
            let byte = text[start + index]
            guard (byte &- 0x41 < 26 ? byte | 0x20 : byte) == bytes[index] else { return false }
        }
        return true
    }
}
