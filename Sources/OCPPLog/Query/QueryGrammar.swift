/// The grammar of the query language as a recursive descent; the filters are in an extension.
///
/// `or = and { OR and }`, `and = unary { [AND] unary }`, `unary = { - | NOT } primary`,
/// `primary = ( or ) | filter | quoted | word`.
struct QueryGrammar {
    var scanner: QueryScanner
    var terms = 0
    var depth = 0
    /// Where the word or value without quotes began that was read last; nil after a quoted text or a bracket.
    var lastPlainText: Int?
    /// What is told of the text beside its meaning.
    var notes = QueryNotes()

    init(_ scanner: QueryScanner) {
        self.scanner = scanner
    }

    /// The whole text.
    mutating func query() throws(QueryError) -> Query {
        do throws(QueryFault) {
            scanner.skipBlanks()
            if scanner.isAtEnd { return .everything }
            let query = try or()
            guard scanner.isAtEnd else {
                let place = scanner.position..<scanner.position + 1
                throw QueryFault(
                    .unbalanced, "this bracket closes nothing", at: place,
                    fix: scanner.text(replacing: place, with: " "))
            }
            return query
        } catch {
            throw error.error(in: scanner)
        }
    }

    /// Stops at the end or at a closing bracket.
    private mutating func or() throws(QueryFault) -> Query {
        var pieces: [QueryNotes.Piece] = []
        var alternatives = [try and(&pieces)]
        while !scanner.isAtEnd, scanner.keyword == .or {
            try expectOperand(of: scanner.take(.or))
            alternatives.append(try and(&pieces))
        }
        if depth == 0 { notes.pieces = pieces }
        if alternatives.count > 1 {
            notes.mixed += pieces.filter { $0.terms.count > 1 }.compactMap(\.place)
        }
        return alternatives.count == 1 ? alternatives[0] : .or(alternatives)
    }

    /// Stops at the end, at a closing bracket or before `OR`.
    private mutating func and(_ pieces: inout [QueryNotes.Piece]) throws(QueryFault) -> Query {
        var conjunction = Conjunction()
        var piece = QueryNotes.Piece()
        var followsAnd = false
        var needsBlank = false
        while true {
            let hasBlank = scanner.skipBlanks()
            guard let scalar = scanner.current, scalar != ")" else { break }
            let keyword = scanner.keyword
            if needsBlank, !hasBlank, keyword == nil || scanner.previous != ")" { throw missingBlank() }
            if let keyword, keyword != .not {
                guard !conjunction.isEmpty else { throw missingOperand(of: scanner.take(keyword)) }
                if keyword == .or { break }
                try expectOperand(of: scanner.take(.and))
                conjunction.endRun()
                followsAnd = true
                needsBlank = false
                continue
            }
            var term = try unary(into: &conjunction)
            term.followsAnd = followsAnd
            piece.terms.append(term)
            followsAnd = false
            needsBlank = true
        }
        pieces.append(piece)
        return conjunction.query
    }

    private mutating func unary(into conjunction: inout Conjunction) throws(QueryFault) -> QueryNotes.Term {
        let start = scanner.position
        var negations = 0
        while let sign = negation() {
            try expectOperand(of: sign)
            negations += 1
        }
        let core = scanner.position
        // What `has:` makes of its values is no filter of those keys that others join.
        let isFilter = scanner.endOfKey.map { !CaseFolding.areEqual(scanner.text(core..<$0), Field.has.name) } ?? false
        noteLowerCaseOr(isOperand: conjunction.isEmpty || negations > 0)
        let query = try primary()
        if isFilter, negations == 0 {
            conjunction.merge(query)
        } else {
            conjunction.append(negations.isMultiple(of: 2) ? query : query.negated)
        }
        return QueryNotes.Term(
            start: start, core: core, end: scanner.position, isNegated: !negations.isMultiple(of: 2))
    }

    /// Remembers a word that is `or` and stands between two terms.
    private mutating func noteLowerCaseOr(isOperand: Bool) {
        guard !isOperand, scanner.keyword == nil, scanner.endOfKey == nil, scanner.current?.isQuote == false else {
            return
        }
        var ahead = scanner
        let word = ahead.run(until: \.endsWord)
        ahead.skipBlanks()
        guard !ahead.isAtEnd, ahead.current != ")", ahead.keyword == nil || ahead.keyword == .not else { return }
        if CaseFolding.areEqual(scanner.text(word), "or") { notes.smallOrs.append(word) }
    }

    /// Steps over `NOT` or a `-` that is glued to its term; a `-` alone is a word.
    private mutating func negation() -> Range<Int>? {
        if scanner.keyword == .not { return scanner.take(.not) }
        guard scanner.current == "-", let next = scanner.next, !next.isBlank, next != ")" else { return nil }
        scanner.position += 1
        return scanner.position - 1..<scanner.position
    }

    private mutating func primary() throws(QueryFault) -> Query {
        if scanner.current == "(" { return try bracket() }
        if let colon = scanner.endOfKey { return try filter(endOfKey: colon) }
        try countTerm()
        if scanner.current?.isQuote == true { return .text(Query.FreeText(try quoted())) }
        let word = scanner.run(until: \.endsWord)
        lastPlainText = word.lowerBound
        return .text(Query.FreeText(scanner.text(word)))
    }

    private mutating func bracket() throws(QueryFault) -> Query {
        let open = try openBracket()
        scanner.skipBlanks()
        guard scanner.current != ")" else {
            throw QueryFault(
                .missingOperand, "there is nothing between these brackets", at: open..<scanner.position + 1)
        }
        guard !scanner.isAtEnd else { throw QueryFault.unclosed(open, in: scanner) }
        let query = try or()
        guard !scanner.isAtEnd else { throw QueryFault.unclosed(open, in: scanner) }
        closeBracket()
        return query
    }
}

extension QueryGrammar {
    /// Steps over an opening bracket and returns its place.
    mutating func openBracket() throws(QueryFault) -> Int {
        let open = scanner.position
        guard depth < QueryParser.maximumDepth else {
            throw QueryFault(
                .tooComplex, "brackets go at most \(QueryParser.maximumDepth) levels deep", at: open..<scanner.end)
        }
        depth += 1
        scanner.position += 1
        return open
    }

    mutating func closeBracket() {
        depth -= 1
        scanner.position += 1
        lastPlainText = nil
    }

    mutating func quoted() throws(QueryFault) -> String {
        let start = scanner.position
        lastPlainText = nil
        guard let text = scanner.quoted() else {
            let fix = scanner.scalars.last == "\\" ? nil : scanner.text(0..<scanner.end) + "\""
            throw QueryFault(
                .unterminatedQuote, "this quote is never closed", at: start..<scanner.end, fix: fix, isUnfinished: true)
        }
        return text
    }

    /// Counts the term that begins here.
    mutating func countTerm() throws(QueryFault) {
        guard terms < QueryParser.maximumTerms else {
            throw QueryFault(
                .tooComplex, "a query has at most \(QueryParser.maximumTerms) words and values",
                at: scanner.position..<scanner.end)
        }
        terms += 1
    }

    private mutating func expectOperand(of sign: Range<Int>) throws(QueryFault) {
        scanner.skipBlanks()
        if scanner.isAtEnd || scanner.current == ")" || scanner.keyword == .and || scanner.keyword == .or {
            throw missingOperand(of: sign)
        }
    }

    func missingOperand(of sign: Range<Int>) -> QueryFault {
        QueryFault(
            .missingOperand, "\(scanner.text(sign)) has nothing to work on; to search for the word, put it in quotes",
            at: sign, isUnfinished: scanner.isAtLastBlanks)
    }

    func missingBlank() -> QueryFault {
        let place = scanner.position..<scanner.position + 1
        let blank = scanner.text(replacing: scanner.position..<scanner.position, with: " ")
        return QueryFault(
            .missingBlank, "a blank is missing before \(QueryFault.shown(scanner.text(place)))", at: place,
            fix: quotedPlainText() ?? blank)
    }

    /// The text with quotes around the word or value before this place and all that is glued to it; nil when that would
    /// tear brackets or quotes apart.
    private func quotedPlainText() -> String? {
        guard let start = lastPlainText else { return nil }
        let isValue = start > 0 && scanner.scalars[start - 1] != "-" && !scanner.scalars[start - 1].endsWord
        var depth = 0
        var stop = scanner.position
        search: while stop < scanner.end {
            switch scanner.scalars[stop] {
            case let scalar where scalar.isQuote: return nil
            case let scalar where scalar.isBlank: break search
            case ",": if isValue, depth == 0 { break search }
            case "(": depth += 1
            case ")":
                if depth == 0 { break search }
                depth -= 1
            default: break
            }
            stop += 1
        }
        guard depth == 0 else { return nil }
        return scanner.text(replacing: start..<stop, with: QueryPrinter.quoted(scanner.text(start..<stop)))
    }
}
