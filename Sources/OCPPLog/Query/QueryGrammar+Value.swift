import OCPP

/// `value = * | range | [ operator ] ( atom | quoted )`: one value, read as its key wants it.
extension QueryGrammar {
    mutating func value(of field: Field) throws(QueryFault) -> Query.Value {
        try countTerm()
        let start = scanner.position
        if scanner.current == "<" || scanner.current == ">" { return try comparison(of: field) }
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
        if text == "*", field != .has { return .any }
        if let order = field.values.order, let range = ValueRange(text) {
            return try self.range(range, order, of: field, at: place)
        }
        if text.unicodeScalars.contains("*") { return try glob(text, of: field, at: place) }
        let value = try literal(text, of: field, at: place)
        let (suggestions, isDoubtful) = KnownWords.doubt(text, of: field)
        if isDoubtful {
            notes.unknownValues.append(
                QueryNotes.UnknownValue(key: field.name, place: place, suggestions: suggestions))
        }
        return value
    }

    private func literal(_ text: String, of field: Field, at place: Range<Int>) throws(QueryFault) -> Query.Value {
        switch field.values {
        case .text, .version, .numericText, .payload:
            return .glob(Glob(literal: text))
        case .number:
            guard let number = Int(text) else { throw notANumber(text, of: field, at: place) }
            return .number(number)
        case .duration, .size:
            if let order = field.values.order { try check(text, order, of: field, at: place) }
            return .quantity(CaseFolding.fold(text))
        case .key:
            return .glob(Glob(literal: try key(text, at: place).name))
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
        case .text, .version, .numericText, .payload: break
        case .number: throw notANumber(text, of: field, at: place)
        case .duration, .size:
            if let order = field.values.order { try check(text, order, of: field, at: place) }
        // A path may hold `[*]`.
        case .key: return .glob(Glob(literal: try key(text, at: place).name))
        case .oneOf(let values):
            guard values.contains(where: glob.matches) else { throw unlisted(text, values, of: field, at: place) }
        }
        return .glob(glob)
    }

    /// The key that `has:` asks for.
    private func key(_ text: String, at place: Range<Int>) throws(QueryFault) -> Field {
        switch QueryKey(text) {
        case .field(let field) where field != .has: return field
        case .later: throw QueryFault(.unsupported, "\(QueryFault.shown(text)) cannot be asked for yet", at: place)
        default:
            let suggestions = Spelling.suggestions(for: text, among: QueryKey.suggested)
            throw badValue(
                place, "has: takes a key or a path of a payload, \(QueryFault.shown(text)) is none",
                suggestions: suggestions, fix: suggestions.first.map { scanner.text(replacing: place, with: $0) })
        }
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

    /// Reads an operator with its value.
    private mutating func comparison(of field: Field) throws(QueryFault) -> Query.Value {
        let start = scanner.position
        scanner.position += scanner.next == "=" ? 2 : 1
        let sign = start..<scanner.position
        let isQuoted = scanner.current?.isQuote == true
        let text: String
        if isQuoted, field.values.isComparable {
            text = try quoted()
        } else if isQuoted {
            text = scanner.quoted() ?? ""
        } else {
            text = scanner.text(scanner.run(until: \.endsAtom))
            lastPlainText = start
        }
        let place = start..<scanner.position
        guard let order = field.values.order, let comparison = Query.Comparison(rawValue: scanner.text(sign)) else {
            throw QueryFault(
                .notComparable, "\(field) has no order, so nothing is greater or less", at: place,
                fix: quotedAtom(from: start))
        }
        guard place != sign else {
            throw QueryFault(
                .missingValue, "a value is missing behind \(scanner.text(sign))", at: sign,
                isUnfinished: scanner.isAtLastBlanks)
        }
        try check(text, order, of: field, at: place)
        return .comparison(comparison, text)
    }

    private func range(
        _ range: ValueRange, _ order: QueryOrder, of field: Field, at place: Range<Int>
    ) throws(QueryFault) -> Query.Value {
        if let problem = range.problem { throw QueryFault(.badRange, problem, at: place) }
        let bounds = range.bounds.map { $0 == "*" ? nil : $0 }
        for case .some(let bound) in bounds { try check(bound, order, of: field, at: place) }
        if let first = bounds[0].flatMap({ QueryBound($0, order) }),
            let last = bounds[1].flatMap({ QueryBound($0, order) }),
            first > last
        {
            throw QueryFault(.badRange, "the first bound is greater than the second", at: place)
        }
        return .range(bounds[0], bounds[1])
    }

    /// A value that is compared must have the order of its key.
    private func check(_ text: String, _ order: QueryOrder, of field: Field, at place: Range<Int>) throws(QueryFault) {
        guard QueryBound(text, order) == nil else { return }
        throw badValue(place, "\(field) is compared with \(order.demand); \(QueryFault.shown(text)) is none")
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
        return nil
    }
}
