import OCPPLog
import Testing

/// What a search bar shows beside a query: hints, and its terms one by one.
struct QueryReadingTests {
    @Test func theTermsOfAConjunctionArePills() throws {
        let pills = try QueryParser.read("😀 -station:X  NOT (a OR b)").pills
        #expect(pills.map(\.text) == ["😀", "-station:X", "NOT (a OR b)"])
        #expect(pills.map { [$0.start, $0.end] } == [[0, 2], [3, 13], [15, 27]])
        #expect(pills.map(\.canonical) == ["😀", "-charger:X", "-(a OR b)"])
        #expect(pills.map(\.negated) == ["-😀", "station:X", "(a OR b)"])
        #expect(pills.map(\.isNegated) == [false, true, true])
        #expect(pills.map(\.queryWithout) == ["-station:X NOT (a OR b)", "😀 NOT (a OR b)", "😀 -station:X"])
        #expect(pills[1].queryNegated == "😀 station:X NOT (a OR b)")
    }

    @Test func alternativesWithoutBracketsArePills() throws {
        let pills = try QueryParser.read("a OR -b OR c d").pills
        #expect(pills.map(\.text) == ["a", "-b", "c d"])
        #expect(pills.map(\.negated) == ["-a", "b", "-(c d)"])
        #expect(pills.map(\.queryWithout) == ["-b OR c d", "a OR c d", "a OR -b"])
        #expect(pills[2].queryNegated == "a OR -b OR -(c d)")
    }

    @Test(arguments: [
        ("action:A AND action:B action:C", 1, "action:A AND action:C"), ("a AND b", 0, "b"), ("a", 0, ""),
        ("(a)AND(b)", 1, "(a)"), ("a b AND c", 2, "a b"),
    ])
    func aQueryWithoutATermKeepsWhatIsApart(_ text: String, _ place: Int, _ rest: String) throws {
        #expect(try QueryParser.read(text).pills[place].queryWithout == rest)
    }

    @Test(arguments: [
        (
            "status:Faulted OR status:Unavailable site:12", QueryHint.Code.readAs, 18..<44,
            "status:Faulted OR (status:Unavailable site:12)"
        ),
        ("x (a b OR c)", .readAs, 3..<6, "x ((a b) OR c)"),
        ("a b OR c d", .readAs, 0..<10, "(a b) OR (c d)"),
        ("faulted or gap", .orInCapitals, 8..<10, "faulted OR gap"),
        ("a Or -b", .orInCapitals, 2..<4, "a OR -b"),
    ])
    func aHintHasAPlaceAndAWay(_ text: String, _ code: QueryHint.Code, _ place: Range<Int>, _ fix: String) throws {
        let hints = try QueryParser.read(text).hints
        #expect(hints.map(\.code) == [code])
        #expect(hints.first.map { $0.start..<$0.end } == place)
        #expect(hints.first?.fix == fix)
    }

    @Test func bracketsThatAHintAddsChangeNothing() throws {
        for text in ["a b OR c", "x (a b OR c d) OR e f", "charger:A charger:B OR -c d"] {
            let reading = try QueryParser.read(text)
            let fix = try #require(reading.hints.first?.fix)
            let fixed = try QueryParser.read(fix)
            #expect(fixed.query == reading.query)
            #expect(fixed.hints.isEmpty)
        }
    }

    @Test(arguments: ["", "a OR b", "or a", "a or", "a \"or\" b", "a OR or OR b", "a (b OR c)", "-or x", "a -or b"])
    func whatIsPlainHasNoHint(_ text: String) throws {
        #expect(try QueryParser.read(text).hints.isEmpty)
    }

    @Test func theJSONOfAQueryHasItsTree() {
        #expect(
            Self.json("-station:X* \"a b\"") == #"""
                {"text":"-station:X* \"a b\"","canonical":"-charger:X* \"a b\"",\#
                "query":{"type":"and","terms":[{"type":"not","term":{"type":"field","key":"charger","values":["X*"]}},\#
                {"type":"text","text":"a b"}]},\#
                "pills":[{"start":0,"end":11,"text":"-station:X*","canonical":"-charger:X*","is_negated":true,\#
                "negated":"station:X*","query_negated":"station:X* \"a b\"","query_without":"\"a b\""},\#
                {"start":12,"end":17,"text":"\"a b\"","canonical":"\"a b\"","is_negated":false,\#
                "negated":"-\"a b\"","query_negated":"-station:X* -\"a b\"","query_without":"-station:X*"}],\#
                "hints":[],"error":null}
                """#)
    }

    @Test func theJSONOfAFaultHasItsPlace() {
        #expect(
            Self.json("chager:x") == #"""
                {"text":"chager:x","canonical":null,"query":null,"pills":[],"hints":[],"error":{"code":"unknown_key",\#
                "detail":"unknown key \"chager\" — did you mean \"charger\"?","start":0,"end":6,\#
                "suggestions":["charger"],"fix":"charger:x"}}
                """#)
    }

    private static func json(_ text: String) -> String {
        var bytes: [UInt8] = []
        QueryReadingJSON.append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
