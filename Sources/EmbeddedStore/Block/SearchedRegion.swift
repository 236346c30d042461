/// What of the frames of a template is searched: literals, and between each two of them a slot.
///
/// That is the payload; of a frame without payload and error all of it; of an error without details nothing.
struct SearchedRegion {
    /// One more than there are slots; empty where nothing is searched.
    private(set) var literals: [Range<Int>] = []
    /// Which of the block's slots.
    private(set) var slots: [Int] = []
    /// Whether the unique id stands in it, which nobody writes so.
    private(set) var holdsUniqueID = false

    init(_ template: Template, of text: TextReader) {
        let pieces = text.pieces[template.pieces]
        let hasPayload = pieces.contains { $0.cut == .payloadBegin }
        guard hasPayload || !pieces.contains(where: { $0.cut == .errorText }) else { return }
        var begin = hasPayload ? nil : pieces.first?.literal.lowerBound
        for piece in pieces {
            let place = piece.literal.upperBound
            switch piece.cut {
            case .payloadBegin: begin = begin ?? place
            case .payloadEnd, .end:
                guard let start = begin else { continue }
                // The literals of a template lie one behind the other.
                literals.append(start..<place)
                return
            case .slot:
                guard let start = begin else { continue }
                literals.append(start..<place)
                slots.append(piece.slot)
                begin = place
            case .uniqueID: holdsUniqueID = holdsUniqueID || begin != nil
            case .errorText, .length, .missing: break
            }
        }
    }
}
