import OCPPLog
import TestSupport
import Testing

/// Whatever is typed: the parser answers, and what it prints it reads again.
struct QueryRoundTripTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func randomTextNeverTrapsAndErrorsLieInsideIt(_ seed: UInt64) {
        var dice = SeededGenerator(seed: seed)
        for _ in 0..<1_500 {
            let text = QueryDice.text(&dice)
            do throws(QueryError) {
                let query = try QueryParser.parse(text)
                #expect((try? QueryParser.parse(query.description)) == query, "\(text) printed as \(query)")
            } catch {
                #expect(
                    0 <= error.start && error.start < error.end && error.end <= text.utf16.count, "\(text): \(error)")
                if let fix = error.fix { #expect(mends(fix, error), "\(text) mended as \(fix)") }
            }
        }
    }

    @Test(arguments: [4, 5] as [UInt64])
    func aPrintedQueryReadsAsTheSame(_ seed: UInt64) {
        var dice = SeededGenerator(seed: seed)
        for _ in 0..<1_000 {
            let query = QueryDice.query(&dice, depth: 3)
            #expect((try? QueryParser.parse(query.description)) == query, "\(query)")
        }
    }

    @Test func deepAndLongTextIsRefusedNotSuffered() {
        for piece in ["(", "-", "NOT ", "-(", "a:(", "\"", "action:(", "\\", "😀", "request.a["] {
            #expect(throws: QueryError.self) { try QueryParser.parse(String(repeating: piece, count: 20_000)) }
        }
    }

    private func mends(_ fix: String, _ error: QueryError) -> Bool {
        do throws(QueryError) {
            _ = try QueryParser.parse(fix)
            return true
        } catch let next {
            return next.start > error.start
        }
    }
}

/// Makes up texts and queries.
private enum QueryDice {
    private static let pieces = [
        " ", " ", " ", "(", ")", "\"", "“", "\\", ",", ":", "*", "..", ">", "<=", "~", "-", "AND", "OR", "NOT", "AND ",
        " OR ", "action:", "connector:", "kind:", "tx:", "request.a[0]", "req.a_b:", "latency:", "2s",
        "is:", "has:", "version:", "error", "time:", "chager:", "a", "CP-7", "Faulted",
        "orphan", "1", "é", "😀", "\u{3000}", "\u{0}", "\n", ".", "[", "]",
    ]
    private static let words = [
        "a", "Faulted", "two words", "AND", "OR", "NOT", "-", "-a", "", "a:b", "04:A2", "say \"hi\"", "“", "c:\\x",
        "\\",
        "(", "a,b", "*", "~x", ">1", "1..2", "ß😀", "request.a:1", " ",
    ]

    static func text(_ dice: inout SeededGenerator) -> String {
        let count = Int.random(in: 0...12, using: &dice)
        return (0..<count).map { _ in pick(pieces, &dice) }.joined()
    }

    /// A query as the parser makes them: lists of two or more, no double complement.
    static func query(_ dice: inout SeededGenerator, depth: Int) -> Query {
        switch depth > 0 ? Int.random(in: 0...5, using: &dice) : Int.random(in: 0...1, using: &dice) {
        case 0: return .text(Query.FreeText(pick(words, &dice)))
        case 1: return field(&dice)
        case 2, 3: return .and(list(&dice, depth: depth - 1))
        case 4: return .or(list(&dice, depth: depth - 1))
        default:
            let inner = query(&dice, depth: depth - 1)
            if case .not = inner { return inner }
            return .not(inner)
        }
    }

    private static func list(_ dice: inout SeededGenerator, depth: Int) -> [Query] {
        (0..<Int.random(in: 2...3, using: &dice)).map { _ in query(&dice, depth: depth) }
    }

    private static func field(_ dice: inout SeededGenerator) -> Query {
        let paths = ["request.a", "req.a_B[0]", "response.x[*].ü-1", "request"].compactMap(Field.named)
        let field = pick(Field.all + paths, &dice)
        let values = (0..<Int.random(in: 1...3, using: &dice)).map { _ in value(of: field, &dice) }
        return .field(field, values)
    }

    private static func value(of field: Field, _ dice: inout SeededGenerator) -> Query.Value {
        if Int.random(in: 0...4, using: &dice) == 0 { return .any }
        switch field.values {
        case .number where Bool.random(using: &dice): return .number(Int.random(in: -2...99, using: &dice))
        case .duration where Bool.random(using: &dice): return .quantity(pick(["500ms", "1.5s", "2m", "0h"], &dice))
        case .size where Bool.random(using: &dice): return .quantity(pick(["12", "4kb", "1.5mb"], &dice))
        case .version where Bool.random(using: &dice), .numericText where Bool.random(using: &dice),
            .payload where Bool.random(using: &dice), .number, .duration, .size:
            return bounds(field.values, &dice)
        case .key: return .any
        case .oneOf(let values): return .glob(Glob(literal: pick(values, &dice)))
        case .text, .version, .numericText, .payload:
            let isGlob = Bool.random(using: &dice)
            return .glob(isGlob ? Glob(pick(["a*", "*b", "**", "*a*b"], &dice)) : Glob(literal: pick(words, &dice)))
        }
    }

    private static func bounds(_ values: Field.Values, _ dice: inout SeededGenerator) -> Query.Value {
        let texts =
            switch values {
            case .duration: ["1ms", "2s", "1.5h"]
            case .size: ["0", "4kb", "1.5mb"]
            default: ["1", "2.5", "30"]
            }
        switch Int.random(in: 0...3, using: &dice) {
        case 0: return .range(texts[0], texts[Int.random(in: 0...2, using: &dice)])
        case 1: return .range(nil, pick(texts, &dice))
        case 2: return .range(pick(texts, &dice), nil)
        default: return .comparison(pick(Query.Comparison.allCases, &dice), pick(texts, &dice))
        }
    }

    private static func pick<T>(_ list: [T], _ dice: inout SeededGenerator) -> T {
        list[Int.random(in: list.indices, using: &dice)]
    }
}
