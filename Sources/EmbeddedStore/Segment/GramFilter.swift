import OCPP
import OCPPLog

/// Says what surely does not occur in some entries: bits for the four-byte windows of their texts, and for whole values.
///
/// A window counts when it is all ASCII letters and digits with at least one letter other than t and z: numbers and times
/// would fill the filter and are not looked for that way.
struct GramFilter: Sendable, Hashable {
    /// A filter of full size has so many bits.
    static let fullBits = 32_768
    /// The smallest has so many.
    static let leastBits = 1_024
    static let salts = (tag: UInt64(0x7461_6700), transaction: UInt64(0x7478_0000))

    /// Sixteen words or more; always a power of two.
    private(set) var words: [UInt64]

    /// A filter in which nothing occurs.
    /// - Parameter bits: a power of two from ``leastBits`` to ``fullBits``.
    init(bits: Int = fullBits) {
        words = Array(repeating: 0, count: bits / 64)
    }

    /// Rules nothing out.
    static var everything: GramFilter {
        var filter = GramFilter(bits: leastBits)
        for index in filter.words.indices { filter.words[index] = .max }
        return filter
    }

    /// - Parameter words: as many as a filter can have.
    init?(words: [UInt64]) {
        guard Self.isSize(words.count * 64) else { return nil }
        self.words = words
    }

    /// Whether filters have so many bits.
    static func isSize(_ bits: Int) -> Bool {
        (leastBits...fullBits).contains(bits) && bits & (bits - 1) == 0
    }

    /// So many bits do for a block of so many entries.
    static func bits(entries: Int) -> Int {
        var bits = leastBits
        while bits < fullBits, bits < 8 * entries { bits *= 2 }
        return bits
    }

    /// Whether all of these bits are set.
    @inline(__always)
    func mayHold(_ probe: GramProbe) -> Bool {
        probe.bits.allSatisfy { hasBit(Int($0)) }
    }

    @inline(__always)
    private func hasBit(_ bit: Int) -> Bool {
        let bit = bit & (words.count * 64 - 1)
        return words[bit >> 6] >> UInt64(bit & 63) & 1 == 1
    }

    /// Adds all that occurs in another filter of the same size.
    mutating func formUnion(_ other: GramFilter) {
        for index in words.indices where index < other.words.count { words[index] |= other.words[index] }
    }

    /// The same with fewer bits: what occurred still does.
    func folded(to bits: Int) -> GramFilter {
        var folded = GramFilter(bits: bits)
        for (index, word) in words.enumerated() { folded.words[index & (folded.words.count - 1)] |= word }
        return folded
    }

    /// The share of bits that are set.
    var density: Double {
        Double(words.reduce(0) { $0 + $1.nonzeroBitCount }) / Double(words.count * 64)
    }
}

extension GramFilter {
    /// Adds what a search for text, tag or transaction looks at in an entry.
    mutating func add(_ entry: Entry) {
        if let request = entry.request { add(request) }
        if let response = entry.response { add(response) }
        if let tag = entry.idTag { add(value: tag, salt: Self.salts.tag) }
        if let transaction = entry.transactionID { add(value: transaction, salt: Self.salts.transaction) }
    }

    private mutating func add(_ frame: RecordedFrame) {
        if let error = frame.error {
            add(error.code.rawValue.utf8.span)
            add(error.text.utf8.span)
        }
        if let payload = frame.payload {
            add(frame.bytes.span.extracting(payload))
        } else if frame.error == nil {
            add(frame.bytes.span)
        }
    }

    /// The windows of a value, and the value as a whole.
    private mutating func add(value: String, salt: UInt64) {
        add(value.utf8.span)
        for bit in Grams.bits(of: value, salt: salt) { set(Int(bit)) }
    }

    /// The windows of a text as it stands, and as it is folded where other letters become ASCII.
    mutating func add(_ text: Span<UInt8>) {
        let count = words.count
        let isASCII = words.withUnsafeMutableBufferPointer { words in
            // Sound: every bit is cut to the size of the filter, which is a power of two.
            Grams.forEachWindow(of: text) { bit in
                let bit = bit & (count * 64 - 1)
                words[bit >> 6] |= 1 &<< UInt64(bit)
            }
        }
        guard !isASCII, Grams.hasFoldingLetters(text) else { return }
        let folded = CaseFolding.fold(text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
        Grams.forEachWindow(of: folded.utf8.span) { set($0) }
    }

    private mutating func set(_ bit: Int) {
        let bit = bit & (words.count * 64 - 1)
        words[bit >> 6] |= 1 << UInt64(bit & 63)
    }
}
