/// A piece of a frame that may vary from row to row, or a value that goes with the frame.
struct FrameToken {
    /// What the text of a piece is. Every kind but `text` can be printed again from its value and digits.
    enum Kind: UInt8 {
        case text
        /// A number with `digits` digits behind its point, 0 of a whole one.
        case number
        /// A time; `digits` is the code of its spelling.
        case time
    }

    /// Where its bytes begin in the arena, and how many there are.
    var start: Int
    var count: Int
    var value: Int64 = 0
    var digits: UInt16 = 0
    var kind = Kind.text
    var cut = Cut.slot
    /// Whether it is a word or a single digit: of few different ones each may have a template of its own.
    var isWord = false
}

/// What a template says of a place where it is cut.
enum Cut: UInt8, CaseIterable {
    /// Nothing more comes but the last literal.
    case end
    /// Bytes that vary.
    case slot
    /// The unique id of the entry.
    case uniqueID
    case payloadBegin
    case payloadEnd
    /// The frame has an error part with this text, which is no piece of its bytes.
    case errorText
    /// The frame was longer on the wire than what was kept of it.
    case length
    /// Of a gap: how many frames are missing.
    case missing

    /// Whether a column of values goes with it.
    var hasValues: Bool {
        switch self {
        case .slot, .errorText, .length, .missing: true
        case .end, .uniqueID, .payloadBegin, .payloadEnd: false
        }
    }
}
