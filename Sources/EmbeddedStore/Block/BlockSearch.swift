import OCPP
import OCPPLog

/// Finds the rows of a block that may hold a text in request or response, without rebuilding them.
///
/// A row that is left out does not match. That one that is found does is said where it is sure: not when the text has letters
/// that are not ASCII or must be a whole token, nor when the block has odd letters.
struct BlockSearch {
    private let sought: SoughtText
    private let within: SlotTest
    private let isWholeToken: Bool

    /// - Parameter text: a word or quoted text of a query.
    init(_ text: Query.FreeText) {
        let sought = SoughtText(text)
        self.sought = sought
        if case .bytes(let bytes) = sought.test {
            within = SlotTest(.contains, bytes)
        } else {
            within = SlotTest(.contains, [])
        }
        isWholeToken = text.isWholeToken
    }

    /// The rows that may hold the text in payloads, in frames that are none, in error codes and error texts; nil for none.
    ///
    /// Reads `text`, and `num` where the text may be in the value of a slot; where it is anywhere also `meta`.
    func candidates(in block: BlockReader) throws -> FoundRows? {
        let text = try block.foldedText()
        let whole = text.hasOddLetters ? nil : sought.whole.map { FoundBytes($0, in: text) }
        if let whole, !whole.areIn(text.range) { return nil }
        // Often they are the same.
        let same = sought.whole == within.bytes ? whole : nil
        let bytes = same ?? FoundBytes(within.bytes, in: text)
        let places = Places(text: text, bytes: bytes, whole: whole)
        let bodies = try block.bodies()
        var found = FoundFrames(isExact: sought.isWhole && !isWholeToken && !text.hasOddLetters)
        for number in bodies.text.templates.indices {
            try search(number, bodies, places, &found)
        }
        searchErrorCodes(bodies, places, &found)
        return try found.rows(bodies)
    }

    /// The texts of a block, and where what is looked for stands in them.
    private struct Places {
        let text: FoldedText
        let bytes: FoundBytes
        /// Nil where it rules nothing out.
        let whole: FoundBytes?
    }

    private func searchErrorCodes(_ bodies: BodyReader, _ places: Places, _ found: inout FoundFrames) {
        let errorCodes = bodies.text.errorCodes
        for index in 0..<errorCodes.count {
            let place = bodies.text.place(index, of: errorCodes)
            if holds(place, places) {
                found.errorCodes.insert(Array(bodies.text.bytes[place]))
            }
        }
    }

    private func search(
        _ number: Int, _ bodies: BodyReader, _ places: Places, _ found: inout FoundFrames
    ) throws {
        let template = bodies.text.templates[number]
        guard template.kind == .frame else { return }
        if let whole = places.whole, !whole.areIn(template.literals), !whole.areIn(template.strings) { return }
        for piece in bodies.text.pieces[template.pieces] where piece.cut == .errorText {
            try search(within: piece.slot, number, bodies, places, &found)
        }
        let region = SearchedRegion(template, of: bodies.text)
        if region.literals.contains(where: { isAlwaysAsked($0, places) }) {
            found.templates.append(number)
            return
        }
        guard case .bytes(let needle) = sought.test else {
            for slot in region.slots { try search(within: slot, number, bodies, places, &found) }
            return
        }
        var matcher = TemplateMatcher(needle, places.bytes, region, places.text, slots: bodies.text.slots)
        matcher.match()
        if !matcher.isExact { found.isExact = false }
        if matcher.isEverywhere {
            found.templates.append(number)
            return
        }
        for slot in region.slots { try search(within: slot, number, bodies, places, &found) }
        for alignment in matcher.alignments { try search(alignment, number, bodies, places, &found) }
    }

    /// Whether a literal or string has letters for which every row that has it must be asked.
    private func isAlwaysAsked(_ place: Range<Int>, _ places: Places) -> Bool {
        if sought.test == .otherLetters { return places.text.hasOtherLetters(in: place) }
        return places.text.hasOddLetters(in: place)
    }

    private func holds(_ place: Range<Int>, _ places: Places) -> Bool {
        if isAlwaysAsked(place, places) { return true }
        guard case .bytes = sought.test else { return false }
        return places.bytes.areIn(place)
    }

    /// Finds the frames in which one slot holds the text.
    private func search(
        within slot: Int, _ number: Int, _ bodies: BodyReader, _ places: Places, _ found: inout FoundFrames
    ) throws {
        switch bodies.text.slots[slot].values {
        case .numbers(let spelling, _, _):
            guard case .bytes = sought.test, within.isPossible(spelling) else { return }
            if within.least > 0, !spelling.isTime, try !bodies.canReach(within.least, slot, number) { return }
            var ordinals: [Int32] = []
            within.forEach(try bodies.values(of: slot, number), spelling) { ordinals.append(Int32($0)) }
            found.add(ordinals, of: number)
        case .texts(let strings):
            guard
                isAlwaysAsked(strings.range, places) || within.bytes.isEmpty
                    || places.bytes.areIn(strings.range)
            else { return }
            let passing = (0..<strings.count).map { holds(bodies.text.place($0, of: strings), places) }
            guard passing.contains(true) else { return }
            var ordinals: [Int32] = []
            for (ordinal, code) in try bodies.values(of: slot, number).enumerated() where passing[Int(code)] {
                ordinals.append(Int32(ordinal))
            }
            found.add(ordinals, of: number)
        }
    }

    /// Finds the frames in which all conditions of an alignment hold.
    private func search(
        _ alignment: TemplateMatcher.Alignment, _ number: Int, _ bodies: BodyReader, _ places: Places,
        _ found: inout FoundFrames
    ) throws {
        var left: [Int]?
        // Texts first: they are asked once each, not once a row.
        for (slot, test) in alignment.conditions {
            guard case .texts(let strings) = bodies.text.slots[slot].values else { continue }
            let passing = (0..<strings.count).map { index in
                let place = bodies.text.place(index, of: strings)
                return test.holds(places.text[place], places.text, place)
            }
            guard passing.contains(true) else { return }
            let codes = Array(try bodies.values(of: slot, number))
            left = (left ?? Array(codes.indices)).filter { passing[Int(codes[$0])] }
        }
        for (slot, test) in alignment.conditions {
            guard case .numbers(let spelling, _, _) = bodies.text.slots[slot].values else { continue }
            if let left, left.isEmpty { return }
            let values = Array(try bodies.values(of: slot, number))
            let asked = left ?? Array(values.indices)
            var passed: [Int] = []
            test.forEach(asked.map { values[$0] }[...], spelling) { passed.append(asked[$0]) }
            left = passed
        }
        found.add((left ?? []).map { Int32($0) }, of: number)
    }
}

/// The rows of a block that may hold a text.
struct FoundRows {
    var rows: RowSet
    /// Whether all of them do.
    var isExact: Bool
}

/// What a block search finds before it is known in which rows that is.
private struct FoundFrames {
    var isExact: Bool
    /// Templates of which all frames are found.
    var templates: [Int] = []
    /// Of which templates which frames are found, by their places among all that have it.
    private var frames: [(template: Int, ordinals: [Int32])] = []
    /// The codes of errors that are found, as bytes: to Swift, texts that are written otherwise can be equal.
    var errorCodes: Set<[UInt8]> = []

    init(isExact: Bool) {
        self.isExact = isExact
    }

    mutating func add(_ ordinals: [Int32], of template: Int) {
        if !ordinals.isEmpty { frames.append((template, ordinals)) }
    }

    /// Nil when there are none.
    func rows(_ bodies: BodyReader) throws -> FoundRows? {
        guard !templates.isEmpty || !frames.isEmpty || !errorCodes.isEmpty else { return nil }
        let meta = try bodies.meta()
        var rows = try bodies.rows()
        var found = RowSet(of: meta.count)
        for template in templates {
            for row in rows.rows(of: template) { found.insert(Int(row)) }
        }
        for (template, ordinals) in frames {
            let most = ordinals.max().map { Int($0) + 1 } ?? 0
            let own = rows.rows(of: template, first: most)
            for ordinal in ordinals { found.insert(Int(own[Int(ordinal)])) }
        }
        if !errorCodes.isEmpty {
            let shapes = try meta.shapes().map { shape in
                [shape.requestError, shape.responseError].contains {
                    $0.map { errorCodes.contains(Array($0.rawValue.utf8)) } ?? false
                }
            }
            let forms = meta.forms.map { shapes[$0.shape] }
            for (row, form) in meta.formOfRow.enumerated() where forms[Int(form)] { found.insert(row) }
        }
        return found.isEmpty ? nil : FoundRows(rows: found, isExact: isExact)
    }
}
