import OCPPLog

/// The part `text` of a block: its templates, and which of them each body has.
struct TextReader {
    /// What the rows of one form have of templates.
    struct Body: Sendable {
        var request: Int?
        var response: Int?
        /// What is said in words, and how many frames are missing.
        var remark: Int?
        var masked: [String]
    }

    let bytes: [UInt8]
    private(set) var templates: [Template] = []
    private(set) var pieces: [Template.Piece] = []
    private(set) var slots: [Slot] = []
    /// Where the texts of slots end, each list from the beginning of its own.
    private(set) var ends: [Int] = []
    /// The codes of all frames that are errors.
    private(set) var errorCodes = Slot.Strings(range: 0..<0, ends: 0..<0)
    private(set) var bodies: [Body] = []

    /// Where all texts lie in the part, literals and strings, which can be known without reading more.
    static func texts(of bytes: [UInt8]) throws(StoreError) -> Range<Int> {
        var column = ColumnReader(.text, bytes)
        let literalCount = try column.count()
        let stringCount = try column.count()
        let literals = try column.take(literalCount)
        return literals.lowerBound..<(try column.take(stringCount).upperBound)
    }

    init(_ bytes: [UInt8]) throws(StoreError) {
        self.bytes = bytes
        var column = ColumnReader(.text, bytes)
        let literalCount = try column.count()
        let stringCount = try column.count()
        let literals = try column.take(literalCount)
        let strings = try column.take(stringCount)
        var places = Places(
            literals: ColumnReader(.text, bytes, literals), strings: ColumnReader(.text, bytes, strings))
        for _ in 0..<(try column.count()) { try readTemplate(&column, &places) }
        errorCodes = try readStrings(&column, &places, count: try column.count())
        try places.literals.finish()
        try places.strings.finish()
        for _ in 0..<(try column.count()) { bodies.append(try Self.body(&column, templates.count)) }
        try column.finish()
    }

    /// Where one text of a slot lies.
    func place(_ index: Int, of strings: Slot.Strings) -> Range<Int> {
        let start = strings.range.lowerBound
        let place = strings.ends.lowerBound + index
        return start + (index > 0 ? ends[place - 1] : 0)..<start + ends[place]
    }

    /// What the directory has used up so far of the texts and of the part `num`.
    private struct Places {
        var literals: ColumnReader
        var strings: ColumnReader
        var token = 0
        var bit = 0
    }

    private mutating func readTemplate(_ column: inout ColumnReader, _ places: inout Places) throws(StoreError) {
        guard let kind = FrameKind(rawValue: try column.byte()) else { throw column.damage("a frame is not known") }
        let count = try column.index(below: Int(Int32.max))
        let (literals, strings) = (places.literals.position, places.strings.position)
        let (firstPiece, firstSlot) = (pieces.count, slots.count)
        while true {
            guard let cut = Cut(rawValue: try column.byte()) else { throw column.damage("a cut is not known") }
            let length = try column.number()
            guard length <= UInt64(places.literals.rest) else { throw column.damage("a literal breaks off") }
            let literal = try places.literals.take(Int(length))
            pieces.append(Template.Piece(literal: literal, cut: cut, slot: slots.count))
            if cut.hasValues { slots.append(try readSlot(&column, &places, count: count)) }
            if cut == .end { break }
        }
        templates.append(
            Template(
                kind: kind, count: count, pieces: firstPiece..<pieces.count, slots: firstSlot..<slots.count,
                literals: literals..<places.literals.position, strings: strings..<places.strings.position,
                hasExtras: pieces[firstPiece...].contains { $0.cut.hasValues && $0.cut != .slot }))
    }

    private mutating func readSlot(
        _ column: inout ColumnReader, _ places: inout Places, count: Int
    ) throws(StoreError) -> Slot {
        guard let kind = SlotKind(rawValue: try column.byte()) else { throw column.damage("a slot is not known") }
        let parameter = try column.number()
        let values: Slot.Values
        if kind == .texts {
            guard parameter <= UInt64(column.rest) else { throw column.damage("something is longer than its part") }
            values = .texts(try readStrings(&column, &places, count: Int(parameter)))
        } else {
            let spelling = try Self.spelling(kind, parameter, column)
            guard let base = SlotBase(rawValue: try column.byte()) else { throw column.damage("a slot is not known") }
            values = .numbers(spelling, base, least: base == .least ? try column.integer() : 0)
        }
        let bits = try column.index(below: 1 << 33)
        defer {
            places.token += count
            places.bit += bits
        }
        // What lies beyond the part is noticed when it is read.
        return Slot(values: values, token: places.token, bit: places.bit, bits: bits)
    }

    private mutating func readStrings(
        _ column: inout ColumnReader, _ places: inout Places, count: Int
    ) throws(StoreError) -> Slot.Strings {
        let first = ends.count
        var end = 0
        for _ in 0..<count {
            let length = try column.number()
            guard length <= UInt64(places.strings.rest - end) else { throw column.damage("a text breaks off") }
            end += Int(length)
            ends.append(end)
        }
        return Slot.Strings(range: try places.strings.take(end), ends: first..<ends.count)
    }

    private static func spelling(
        _ kind: SlotKind, _ parameter: UInt64, _ column: ColumnReader
    ) throws(StoreError) -> NumberSpelling {
        if kind == .time {
            guard let code = UInt16(exactly: parameter), let spelling = ISOTime.Spelling(code: code) else {
                throw column.damage("a spelling is not known")
            }
            return .time(spelling)
        }
        guard parameter <= 17 else { throw column.damage("a spelling is not known") }
        return kind == .trimmed ? .trimmed(digits: Int(parameter)) : .fixed(digits: Int(parameter))
    }

    private static func body(_ column: inout ColumnReader, _ templates: Int) throws(StoreError) -> Body {
        let request = try column.index(below: templates + 1)
        let response = try column.index(below: templates + 1)
        let remark = try column.index(below: templates + 1)
        return Body(
            request: request > 0 ? request - 1 : nil, response: response > 0 ? response - 1 : nil,
            remark: remark > 0 ? remark - 1 : nil, masked: try column.texts())
    }
}
