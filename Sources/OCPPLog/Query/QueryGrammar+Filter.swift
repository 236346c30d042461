import OCPP

/// `filter = key : ( list | bracket )`, and the values in it.
extension QueryGrammar {
    mutating func filter(endOfKey colon: Int) throws(QueryFault) -> Query {
        let key = scanner.position..<colon
        let field = try field(key)
        scanner.position = colon + 1
        let keyWithColon = key.lowerBound..<colon + 1
        if scanner.current == "(" {
            return query(field, try bracketedValues(of: field, keyWithColon))
        }
        guard valueBegins else { throw missingValue(keyWithColon, of: field) }
        var values = [try value(of: field)]
        while scanner.current == "," {
            scanner.position += 1
            guard valueBegins else {
                throw missingValue(scanner.position - 1..<scanner.position, of: field)
            }
            values.append(try value(of: field))
        }
        return query(field, values)
    }

    /// `has:a,b` is `a:* OR b:*`.
    private func query(_ field: Field, _ values: [Query.Value]) -> Query {
        guard field == .has else { return .field(field, values) }
        let keys = values.compactMap { value -> Query? in
            guard case .glob(let glob) = value else { return nil }
            return Field.named(glob.description).map { .field($0, [.any]) }
        }
        return keys.count == 1 ? keys[0] : .or(keys)
    }

    private var valueBegins: Bool {
        scanner.current.map { !$0.endsAtom || $0.isQuote } ?? false
    }

    private func field(_ key: Range<Int>) throws(QueryFault) -> Field {
        let name = scanner.text(key)
        switch QueryKey(name) {
        case .field(let field):
            return field
        case .time:
            throw QueryFault(
                .timeInQuery,
                "time is not part of a query: choose it beside the search bar, with from= and to= of the API, or with --since",
                at: key)
        case .later:
            throw QueryFault(.unsupported, "\(QueryFault.shown(name)) cannot be asked for yet", at: key)
        case .badPath:
            throw QueryFault(
                .unknownKey,
                "\(QueryFault.shown(name)) is no path: names stand behind dots, [0] or [*] behind lists", at: key,
                fix: quotedWord(at: key.lowerBound))
        case .unknown:
            throw unknownKey(name, at: key)
        }
    }

    private func unknownKey(_ name: String, at key: Range<Int>) -> QueryFault {
        let isURL = scanner.scalars[key.upperBound...].starts(with: "://".unicodeScalars)
        let suggestions = isURL ? [] : Spelling.suggestions(for: name, among: QueryKey.suggested)
        let sentence = "unknown key \(QueryFault.shown(name))"
        if let best = suggestions.first {
            return QueryFault(
                .unknownKey, sentence, at: key, suggestions: suggestions,
                fix: scanner.text(replacing: key, with: best))
        }
        return QueryFault(
            .unknownKey, "\(sentence); to search for the text, put it in quotes", at: key,
            fix: quotedWord(at: key.lowerBound))
    }

    private func quotedWord(at start: Int) -> String {
        let word = start..<scanner.index(from: start, where: \.endsWord)
        return scanner.text(replacing: word, with: QueryPrinter.quoted(scanner.text(word)))
    }

    private func missingValue(_ place: Range<Int>, of field: Field) -> QueryFault {
        var ahead = scanner
        ahead.skipBlanks()
        let isFollowed = ahead.current.map { !$0.endsAtom || $0.isQuote } ?? false
        let fix = isFollowed && ahead.keyword == nil && ahead.position > scanner.position && ahead.endOfKey == nil
        return QueryFault(
            .missingValue, "a value of \(field) is missing here", at: place,
            fix: fix ? scanner.text(replacing: scanner.position..<ahead.position, with: "") : nil,
            isUnfinished: scanner.isAtLastBlanks)
    }
}

/// `bracket = ( value { sep value } )`, where a separator is a blank, a comma or `OR`.
extension QueryGrammar {
    private enum Separator {
        case comma(Range<Int>)
        case or(Range<Int>)
    }

    private mutating func bracketedValues(of field: Field, _ key: Range<Int>) throws(QueryFault) -> [Query.Value] {
        let open = try openBracket()
        var values: [Query.Value] = []
        var separator: Separator?
        while true {
            let hasBlank = scanner.skipBlanks()
            guard let scalar = scanner.current else {
                if let separator { throw gap(after: separator, of: field) }
                throw QueryFault.unclosed(open, in: scanner)
            }
            let keyword = scanner.keyword
            if scalar == ")" || scalar == "," || keyword == .or {
                if let separator { throw gap(after: separator, of: field) }
            } else if separator == nil, !hasBlank, !values.isEmpty {
                throw missingBlank()
            }
            switch (scalar, keyword) {
            case (")", _):
                guard !values.isEmpty else { throw missingValue(key, of: field) }
                closeBracket()
                return values
            case (",", _):
                guard !values.isEmpty else { throw missingValue(key, of: field) }
                scanner.position += 1
                separator = .comma(scanner.position - 1..<scanner.position)
            case (_, .or):
                let place = scanner.take(.or)
                guard !values.isEmpty else { throw missingOperand(of: place) }
                separator = .or(place)
            case (_, .some(let keyword)):
                throw badValue(
                    scanner.take(keyword), "\(keyword.rawValue) cannot stand among values; put it in quotes or use OR")
            case ("(", _):
                throw badValue(
                    scanner.position..<scanner.position + 1, "values cannot stand in brackets within brackets")
            default:
                values.append(try value(of: field))
                separator = nil
            }
        }
    }

    private func gap(after separator: Separator, of field: Field) -> QueryFault {
        switch separator {
        case .comma(let place): missingValue(place, of: field)
        case .or(let place): missingOperand(of: place)
        }
    }

    func badValue(_ place: Range<Int>, _ sentence: String, suggestions: [String] = [], fix: String? = nil) -> QueryFault
    {
        QueryFault(.badValue, sentence, at: place, suggestions: suggestions, fix: fix)
    }
}
