/// What is asked of the text of a slot. The bytes are folded ASCII.
struct SlotTest: Hashable {
    enum Relation {
        case contains, isEqual, hasPrefix, hasSuffix
    }

    let relation: Relation
    let bytes: [UInt8]
    /// The least magnitude of a number in which the bytes stand, where they are digits alone and do not begin with 0.
    private let least: UInt64

    init(_ relation: Relation, _ bytes: [UInt8]) {
        self.relation = relation
        self.bytes = bytes
        let isNumber = bytes.first.map { $0 != 0x30 } == true && bytes.allSatisfy { $0 &- 0x30 <= 9 }
        // More than 19 digits are more than any number of a slot has.
        least =
            !isNumber
            ? 0 : bytes.count > 18 ? .max : bytes.reduce(0) { $0 * 10 + UInt64($1 &- 0x30) }
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
        if case .time = spelling { return bytes.allSatisfy { Self.isOfTimes[Int($0)] } }
        return bytes.allSatisfy { Self.isOfNumbers[Int($0)] } && bytes.count <= 20
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
        var isTime = false
        if case .time = spelling { isTime = true }
        var text: [UInt8] = []
        for index in values.indices where isTime || values[index].magnitude >= least {
            text.removeAll(keepingCapacity: true)
            spelling.append(values[index], to: &text)
            if holds(text) { body(index - values.startIndex) }
        }
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
