/// Finds how bytes can stand in the frames of a template: within one literal, or across the borders of slots.
///
/// That they stand within one slot is asked of the slot alone.
struct TemplateMatcher {
    /// What must hold of slots for the bytes to stand in a frame: all of it.
    struct Alignment {
        var conditions: [(slot: Int, test: SlotTest)] = []

        func and(_ slot: Int, _ test: SlotTest) -> Alignment {
            Alignment(conditions: conditions + [(slot, test)])
        }
    }

    /// So many steps are taken; a template in which bytes can stand in more ways is asked row by row.
    private static let mostSteps = 4_000

    private let needle: [UInt8]
    private let text: FoldedText
    private let found: FoundBytes
    private let region: SearchedRegion
    private let slots: [Slot]
    /// Whether the bytes stand in every frame, or in so many ways that every frame must be asked.
    private(set) var isEverywhere = false
    /// Whether they surely stand where they are found.
    private(set) var isExact = true
    private(set) var alignments: [Alignment] = []
    private var steps = 0

    /// - Parameter found: where the needle stands in the text.
    init(
        _ needle: [UInt8], _ found: FoundBytes, _ region: SearchedRegion, _ text: FoldedText, slots: [Slot]
    ) {
        self.found = found
        self.needle = needle
        self.text = text
        self.region = region
        self.slots = slots
    }

    /// Looks for all ways.
    mutating func match() {
        guard let first = region.literals.first, let last = region.literals.last else { return }
        if region.holdsUniqueID {
            isEverywhere = true
            isExact = false
            return
        }
        if found.areIn(first.lowerBound..<last.upperBound) {
            for literal in region.literals where found.areIn(literal) {
                isEverywhere = true
                return
            }
        }
        for index in region.slots.indices {
            beginInLiteral(index)
            beginInSlot(index)
            if isEverywhere { return }
        }
    }

    /// The bytes begin in a literal, not at its end, and go on in the slot behind it.
    private mutating func beginInLiteral(_ index: Int) {
        let literal = text[region.literals[index]]
        guard let last = literal.last else { return }
        for count in 1..<max(1, min(literal.count + 1, needle.count)) where needle[count - 1] == last {
            guard literal.suffix(count).elementsEqual(needle[..<count]) else { continue }
            goOnInSlot(index, count, Alignment())
        }
    }

    /// The bytes begin in a slot and go on in the literal behind it.
    private mutating func beginInSlot(_ index: Int) {
        guard let first = text[region.literals[index + 1]].first else { return }
        for count in 1..<max(1, needle.count) where needle[count] == first {
            let test = SlotTest(.hasSuffix, Array(needle[..<count]))
            guard isPossible(index, test) else { return }
            goOnInLiteral(index + 1, count, Alignment().and(region.slots[index], test))
        }
    }

    /// The bytes from `position` on begin where the literal does.
    private mutating func goOnInLiteral(_ index: Int, _ position: Int, _ alignment: Alignment) {
        let literal = text[region.literals[index]]
        let rest = needle[position...]
        if rest.count <= literal.count {
            if literal.starts(with: rest) { alignments.append(alignment) }
        } else if rest.starts(with: literal), index < region.slots.count {
            goOnInSlot(index, position + literal.count, alignment)
        }
    }

    /// The bytes from `position` on, which are some, begin where the slot does.
    private mutating func goOnInSlot(_ index: Int, _ position: Int, _ alignment: Alignment) {
        steps += 1
        if steps > Self.mostSteps {
            isEverywhere = true
            isExact = false
            return
        }
        let whole = SlotTest(.hasPrefix, Array(needle[position...]))
        if isPossible(index, whole) { alignments.append(alignment.and(region.slots[index], whole)) }
        let next = text[region.literals[index + 1]]
        // The last literal may be empty: then nothing goes on behind the slot.
        guard let first = next.first else { return }
        for end in position..<needle.count where needle[end] == first {
            let test = SlotTest(.isEqual, Array(needle[position..<end]))
            guard isPossible(index, test) else { return }
            goOnInLiteral(index + 1, end, alignment.and(region.slots[index], test))
        }
    }

    private func isPossible(_ index: Int, _ test: SlotTest) -> Bool {
        guard case .numbers(let spelling, _, _) = slots[region.slots[index]].values else { return true }
        return test.isPossible(spelling)
    }
}
