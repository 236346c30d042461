import OCPP

/// Gives the same text the same storage: a log names few charging stations and actions, very often.
struct StringCache {
    private static let slots = 1_024
    /// A longer text is not kept.
    private static let longest = 64

    private var bytes = [[UInt8]](repeating: [], count: slots)
    private var texts = [String](repeating: "", count: slots)

    /// The bytes as text.
    mutating func text(_ range: Range<Int>, in source: Span<UInt8>) -> String {
        guard !range.isEmpty, range.count <= Self.longest else { return JSONText.string(range, in: source) }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in range { hash = (hash ^ UInt64(source[index])) &* 0x100_0000_01B3 }
        let slot = Int(truncatingIfNeeded: (hash ^ hash >> 32) & UInt64(Self.slots - 1))
        if isKept(range, in: source, at: slot) { return texts[slot] }
        let text = JSONText.string(range, in: source)
        bytes[slot] = range.map { source[$0] }
        texts[slot] = text
        return text
    }

    private func isKept(_ range: Range<Int>, in source: Span<UInt8>, at slot: Int) -> Bool {
        guard bytes[slot].count == range.count else { return false }
        for index in bytes[slot].indices where bytes[slot][index] != source[range.lowerBound + index] { return false }
        return true
    }
}
