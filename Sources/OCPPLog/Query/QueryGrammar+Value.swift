import OCPP

/// `value = * | range | [ operator ] ( atom | quoted )`: one value, read as its key wants it.
extension QueryGrammar {
    mutating func value(of field: Field) throws(QueryFault) -> Query.Value {
        try countTerm()
        let start = scanner.position
        if scanner.current == "<" || scanner.current == ">" { throw comparison(of: field) }
        if scanner.current == "~" {
            throw QueryFault(
                .reserved, "a value cannot begin with ~ unless it is in quotes", at: start..<start + 1,
                fix: quotedAtom(from: start))
        }
        if scanner.current?.isQuote == true {
            let text = try quoted()
            return try literal(text, of: field, at: start..<scanner.position)
        }
        let place = scanner.run(until: \.endsAtom)
        lastPlainText = start
        let text = scanner.text(place)
        if text == "*" { return .any }
        if field.values.isComparable, let range = ValueRange(text) {
            throw rangeFault(range, of: field, at: place)
        }
        if text.unicodeScalars.contains("*") { return try glob(text, of: field, at: place) }
        return try literal(text, of: field, at: place)
    }

    private func literal(_ text: String, of field: Field, at place: Range<Int>) throws(QueryFault) -> Query.Value {
        switch field.values {
        case .text, .orderedText:
            return .glob(Glob(literal: text))
        case .number:
            guard let number = Int(text) else { throw notANumber(text, of: field, at: place) }
            return .number(number)
        case .oneOf(let values):
            guard let value = values.first(where: { CaseFolding.areEqual($0, text) }) else {
                throw unlisted(text, values, of: field, at: place)
            }
            return .glob(Glob(literal: value))
        }
    }

    private func glob(_ text: String, of field: Field, at place: Range<Int>) throws(QueryFault) -> Query.Value {
        let glob = Glob(text)
        switch field.values {
        case .text, .orderedText: break
        case .number: throw notANumber(text, of: field, at: place)
        case .oneOf(let values):
            guard values.contains(where: glob.matches) else { throw unlisted(text, values, of: field, at: place) }
        }
        return .glob(glob)
    }

    private func notANumber(_ text: String, of field: Field, at place: Range<Int>) -> QueryFault {
        badValue(place, "\(field) is a whole number, \(QueryFault.shown(text)) is none")
    }

    private func unlisted(_ text: String, _ values: [String], of field: Field, at place: Range<Int>) -> QueryFault {
        let suggestions = Spelling.suggestions(for: text, among: values)
        return badValue(
            place, "\(QueryFault.shown(text)) is no value of \(field); there are \(values.joined(separator: ", "))",
            suggestions: suggestions, fix: suggestions.first.map { scanner.text(replacing: place, with: $0) })
    }

    /// Reads an operator with its value; comparisons are not available yet, on keys without an order they never are.
    private mutating func comparison(of field: Field) -> QueryFault {
        let start = scanner.position
        scanner.position += scanner.next == "=" ? 2 : 1
        let sign = start..<scanner.position
        if scanner.current?.isQuote == true {
            _ = scanner.quoted()
        } else {
            _ = scanner.run(until: \.endsAtom)
        }
        let place = start..<scanner.position
        guard field.values.isComparable else {
            return QueryFault(
                .notComparable, "\(field) has no order, so nothing is greater or less", at: place,
                fix: quotedAtom(from: start))
        }
        guard place != sign else {
            return QueryFault(
                .missingValue, "a value is missing behind \(scanner.text(sign))", at: sign,
                isUnfinished: scanner.isAtLastBlanks)
        }
        return QueryFault(.unsupported, "comparisons are not available yet; \(field):* and lists are", at: place)
    }

    private func rangeFault(_ range: ValueRange, of field: Field, at place: Range<Int>) -> QueryFault {
        if let problem = range.problem { return QueryFault(.badRange, problem, at: place) }
        if field.values == .number, let bound = range.bounds.first(where: { $0 != "*" && Int($0) == nil }) {
            return notANumber(bound, of: field, at: place)
        }
        return QueryFault(.unsupported, "ranges are not available yet; lists are, as in \(field):1,2,3", at: place)
    }

    /// The whole text with quotes around the value that begins at a place; nil when it is quoted in part.
    private func quotedAtom(from start: Int) -> String? {
        let stop = scanner.index(from: start, where: \.endsAtom)
        guard stop == scanner.end || !scanner.scalars[stop].isQuote else { return nil }
        return scanner.text(replacing: start..<stop, with: QueryPrinter.quoted(scanner.text(start..<stop)))
    }
}

/// A value of the form `a..b`.
private struct ValueRange {
    var bounds: [String] = [""]

    /// Nil when there are no two dots in the text.
    init?(_ text: String) {
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if scalar == ".", rest.first == "." {
                rest.removeFirst()
                bounds.append("")
            } else {
                bounds[bounds.count - 1].unicodeScalars.append(scalar)
            }
        }
        if bounds.count == 1 { return nil }
    }

    /// What is wrong with it, whatever the key.
    var problem: String? {
        guard bounds.count == 2 else { return "a range has one pair of dots" }
        if bounds.contains("") { return "a range needs a bound on both sides; * leaves one side open" }
        if bounds.allSatisfy({ $0 == "*" }) { return "one side of a range may be open, not both" }
        if let first = Int(bounds[0]), let last = Int(bounds[1]), first > last {
            return "the first bound is greater than the second"
        }
        return nil
    }
}
