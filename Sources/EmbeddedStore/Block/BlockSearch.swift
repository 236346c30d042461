import OCPP
import OCPPLog

/// Finds the rows of a block that may hold a text in request or response, without rebuilding them.
///
/// A row that is left out does not match; one that is found may still not, when the text has letters that are not ASCII, must
/// be a whole token, or the row has odd letters.
struct BlockSearch {
    private let sought: SoughtText

    /// - Parameter text: a word or quoted text of a query.
    init(_ text: Query.FreeText) {
        sought = SoughtText(text)
    }

    /// The rows that may hold the text in payloads, in frames that are none, in error codes and error texts.
    ///
    /// Reads `text`; where the text may be there also `meta`, and `num` where it may be in the value of a slot.
    func candidates(in block: BlockReader) throws -> RowSet? {
        let text = try block.foldedText()
        if let whole = sought.whole, !text.hasOddLetters, !text.contains(whole, in: text.range) { return nil }
        let bodies = try block.bodies()
        var found = RowSet(of: bodies.meta.count)
        for number in bodies.text.templates.indices {
            try search(number, bodies, text, &found)
        }
        try searchErrorCodes(bodies, text, &found)
        return found.isEmpty ? nil : found
    }

    private func searchErrorCodes(_ bodies: BodyReader, _ text: FoldedText, _ found: inout RowSet) throws {
        let errorCodes = bodies.text.errorCodes
        guard errorCodes.count > 0 else { return }
        let codes = Set(
            errorCodes.ends.indices.map { bodies.text.place($0 - errorCodes.ends.lowerBound, of: errorCodes) }
                .filter { holds($0, text) }.map { String(decoding: bodies.text.bytes[$0], as: UTF8.self) })
        guard !codes.isEmpty else { return }
        let shapes = bodies.meta.shapes.map { shape in
            [shape.requestError, shape.responseError].contains { $0.map { codes.contains($0.rawValue) } ?? false }
        }
        let forms = bodies.meta.forms.map { shapes[$0.shape] }
        for (row, form) in bodies.meta.formOfRow.enumerated() where forms[Int(form)] { found.insert(row) }
    }

    private func search(
        _ number: Int, _ bodies: BodyReader, _ text: FoldedText, _ found: inout RowSet
    ) throws {
        let template = bodies.text.templates[number]
        let rows = bodies.rows[number]
        guard template.kind == .frame else { return }
        if let whole = sought.whole, !text.hasOddLetters, !text.contains(whole, in: template.literals),
            !text.contains(whole, in: template.strings)
        {
            return
        }
        for piece in bodies.text.pieces[template.pieces] where piece.cut == .errorText {
            try search(SlotTest(.contains, bytes), within: piece.slot, number, bodies, text, &found)
        }
        let region = SearchedRegion(template, of: bodies.text)
        if region.literals.contains(where: { isAlwaysAsked($0, text) }) {
            for row in rows { found.insert(Int(row)) }
            return
        }
        guard case .bytes(let needle) = sought.test else {
            for slot in region.slots { try search(nil, within: slot, number, bodies, text, &found) }
            return
        }
        var matcher = TemplateMatcher(needle, region, text, slots: bodies.text.slots)
        matcher.match()
        if matcher.isEverywhere {
            for row in rows { found.insert(Int(row)) }
            return
        }
        for slot in region.slots {
            try search(SlotTest(.contains, needle), within: slot, number, bodies, text, &found)
        }
        for alignment in matcher.alignments { try search(alignment, number, bodies, text, &found) }
    }

    private var bytes: [UInt8] {
        if case .bytes(let bytes) = sought.test { bytes } else { [] }
    }

    /// Whether a literal or string has letters for which every row that has it must be asked.
    private func isAlwaysAsked(_ place: Range<Int>, _ text: FoldedText) -> Bool {
        if sought.test == .otherLetters { return text.hasOtherLetters(in: place) }
        return text.hasOddLetters(in: place)
    }

    private func holds(_ place: Range<Int>, _ text: FoldedText) -> Bool {
        if isAlwaysAsked(place, text) { return true }
        guard case .bytes(let needle) = sought.test else { return false }
        return text.contains(needle, in: place)
    }

    /// Finds the rows in which one slot holds the text.
    private func search(
        _ test: SlotTest?, within slot: Int, _ number: Int, _ bodies: BodyReader, _ text: FoldedText,
        _ found: inout RowSet
    ) throws {
        let rows = bodies.rows[number]
        switch bodies.text.slots[slot].values {
        case .numbers(let spelling, _, _):
            guard case .bytes = sought.test, let test, test.isPossible(spelling) else { return }
            let first = rows.startIndex
            test.forEach(try bodies.values(of: slot, number), spelling) { found.insert(Int(rows[first + $0])) }
        case .texts(let strings):
            guard isAlwaysAsked(strings.range, text) || bytes.isEmpty || text.contains(bytes, in: strings.range) else {
                return
            }
            let passing = (0..<strings.count).map { holds(bodies.text.place($0, of: strings), text) }
            guard passing.contains(true) else { return }
            for (row, code) in zip(rows, try bodies.values(of: slot, number)) where passing[Int(code)] {
                found.insert(Int(row))
            }
        }
    }

    /// Finds the rows in which all conditions of an alignment hold.
    private func search(
        _ alignment: TemplateMatcher.Alignment, _ number: Int, _ bodies: BodyReader, _ text: FoldedText,
        _ found: inout RowSet
    ) throws {
        let rows = Array(bodies.rows[number])
        var left: [Int]?
        // Texts first: they are asked once each, not once a row.
        for (slot, test) in alignment.conditions {
            guard case .texts(let strings) = bodies.text.slots[slot].values else { continue }
            let passing = (0..<strings.count).map { index in
                let place = bodies.text.place(index, of: strings)
                return test.holds(text[place], text, place)
            }
            guard passing.contains(true) else { return }
            let codes = Array(try bodies.values(of: slot, number))
            left = (left ?? Array(codes.indices)).filter { passing[Int(codes[$0])] }
        }
        for (slot, test) in alignment.conditions {
            guard case .numbers(let spelling, _, _) = bodies.text.slots[slot].values else { continue }
            let values = Array(try bodies.values(of: slot, number))
            let asked = left ?? Array(values.indices)
            var passed: [Int] = []
            test.forEach(asked.map { values[$0] }[...], spelling) { passed.append(asked[$0]) }
            left = passed
        }
        for index in left ?? [] { found.insert(Int(rows[index])) }
    }
}
