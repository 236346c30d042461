import OCPPLog
import Testing

/// Every fault has its code and its place.
struct QueryErrorTests {
    @Test(
        arguments: [
            ("chager:CP-7", .unknownKey, 0..<6),
            ("ws://host", .unknownKey, 0..<2),
            ("a -ws://host", .unknownKey, 3..<5),
            ("foo.bar[0]:x", .unknownKey, 0..<10),
            ("grün:x", .unknownKey, 0..<4),
            ("😀 chager:x", .unknownKey, 3..<9),
            ("action:>3", .notComparable, 7..<9),
            ("action:>", .notComparable, 7..<8),
            ("status:a,<=\"b c\"", .notComparable, 9..<16),
            ("action:", .missingValue, 0..<7),
            ("action: Boot", .missingValue, 0..<7),
            ("action:,a", .missingValue, 0..<7),
            ("action:()", .missingValue, 0..<7),
            ("action:a,", .missingValue, 8..<9),
            ("action:a,,b", .missingValue, 8..<9),
            ("action:a, b", .missingValue, 8..<9),
            ("action:(a,,b)", .missingValue, 9..<10),
            ("action:(a, )", .missingValue, 9..<10),
            ("connector:>", .missingValue, 10..<11),
            ("tx:>= 5", .missingValue, 3..<5),
            ("(a OR", .missingOperand, 3..<5),
            ("AND a", .missingOperand, 0..<3),
            ("OR", .missingOperand, 0..<2),
            ("NOT", .missingOperand, 0..<3),
            ("(NOT )", .missingOperand, 1..<4),
            ("a AND AND b", .missingOperand, 2..<5),
            ("a OR AND b", .missingOperand, 2..<4),
            ("a OR )", .missingOperand, 2..<4),
            ("-AND", .missingOperand, 0..<1),
            ("()", .missingOperand, 0..<2),
            ("a (  ) b", .missingOperand, 2..<6),
            ("action:(a OR)", .missingOperand, 10..<12),
            ("action:(OR a)", .missingOperand, 8..<10),
            ("action:(a OR , b)", .missingOperand, 10..<12),
            ("connector:x", .badValue, 10..<11),
            ("connector:1,1*", .badValue, 12..<14),
            ("evse:\"\"", .badValue, 5..<7),
            ("connector:1..x", .badValue, 10..<14),
            ("kind:orphn", .badValue, 5..<10),
            ("source:cp,station", .badValue, 10..<17),
            ("level:zz*", .badValue, 6..<9),
            ("level:none", .badValue, 6..<10),
            ("action:(a AND b)", .badValue, 10..<13),
            ("action:((a))", .badValue, 8..<9),
            ("connector:1..", .badRange, 10..<13),
            ("connector:..4", .badRange, 10..<13),
            ("connector:*..*", .badRange, 10..<14),
            ("connector:4..1", .badRange, 10..<14),
            ("tx:1..2..3", .badRange, 3..<10),
            ("(a", .unbalanced, 0..<1),
            ("(", .unbalanced, 0..<1),
            ("a)b", .unbalanced, 1..<2),
            ("((a)", .unbalanced, 0..<1),
            ("action:(a b", .unbalanced, 7..<8),
            ("\"abc", .unterminatedQuote, 0..<4),
            ("a “b c", .unterminatedQuote, 2..<6),
            ("tag:\"a\\\"", .unterminatedQuote, 4..<8),
            ("charger:CP(1)", .missingBlank, 10..<11),
            ("foo(bar)", .missingBlank, 3..<4),
            ("\"a\"b", .missingBlank, 3..<4),
            ("a\"b\"", .missingBlank, 1..<2),
            ("(a)b", .missingBlank, 3..<4),
            ("(a)(b)", .missingBlank, 3..<4),
            ("(a)ORb", .missingBlank, 3..<4),
            ("tag:\"a\"b", .missingBlank, 7..<8),
            ("tag:(a\"b\")", .missingBlank, 6..<7),
            ("NOT\"a\"", .missingBlank, 3..<4),
            ("time:12", .timeInQuery, 0..<4),
            ("a datetime:>2026", .timeInQuery, 2..<10),
            ("tag:~x", .reserved, 4..<5),
            ("tag:a,~x", .reserved, 6..<7),
            ("(((((((((a)))))))))", .tooComplex, 8..<19),
            ("((((((((action:(a)))))))))", .tooComplex, 15..<26),
            ("latency:2", .badValue, 8..<9),
            ("latency:>2", .badValue, 8..<10),
            ("latency:1s..x", .badValue, 8..<13),
            ("latency:1*", .badValue, 8..<10),
            ("size:4xb", .badValue, 5..<8),
            ("latency:-1s", .badValue, 8..<11),
            ("latency:2s..1500ms", .badRange, 8..<18),
            ("is:eror", .badValue, 3..<7),
            ("severity:bad", .badValue, 9..<12),
            ("is:>error", .notComparable, 3..<9),
            ("has:colour", .badValue, 4..<10),
            ("has:*", .badValue, 4..<5),
            ("has:request.a:b", .badValue, 4..<15),
            ("has:\"request.a b\"", .badValue, 4..<17),
            ("has:tag,time", .badValue, 8..<12),
            ("has:>1", .notComparable, 4..<6),
            ("tx:>abc", .badValue, 3..<7),
            ("tx:a..b", .badValue, 3..<7),
            ("version:>new", .badValue, 8..<12),
            ("firmware:2..1.9", .badRange, 9..<15),
            ("connector:>\"x y\"", .badValue, 10..<16),
            ("connector:>\"x", .unterminatedQuote, 11..<13),
            ("request.limit:>x", .badValue, 14..<16),
            ("request.limit:5..1", .badRange, 14..<18),
            ("req.a[x]:1", .unknownKey, 0..<8),
            ("response.:1", .unknownKey, 0..<9),
            ("masked:x", .unsupported, 0..<6),
            ("has:masked", .unsupported, 4..<10),
        ] as [(String, QueryError.Code, Range<Int>)])
    func aFaultHasACodeAndAPlace(_ text: String, _ code: QueryError.Code, _ place: Range<Int>) {
        let error = #expect(throws: QueryError.self) { try QueryParser.parse(text) }
        #expect(error?.code == code)
        #expect(error.map { $0.start..<$0.end } == place)
    }

    @Test(
        arguments: [
            ("(chager:x", .unbalanced, 0..<1),
            ("(chager:x)", .unknownKey, 1..<7),
            ("(a (chager:x)", .unbalanced, 0..<1),
            ("chager:x (a", .unknownKey, 0..<6),
            ("connector:x(1)", .badValue, 10..<11),
            ("chager:CP(1)", .unknownKey, 0..<6),
            ("action: AND", .missingValue, 0..<7),
            ("a) chager:x", .unbalanced, 1..<2),
            ("(\"abc", .unterminatedQuote, 1..<5),
        ] as [(String, QueryError.Code, Range<Int>)])
    func ofSeveralFaultsTheOneThatBeginsFirstIsNamed(_ text: String, _ code: QueryError.Code, _ place: Range<Int>) {
        let error = #expect(throws: QueryError.self) { try QueryParser.parse(text) }
        #expect(error?.code == code)
        #expect(error.map { $0.start..<$0.end } == place)
    }

    @Test(arguments: [
        ("chager:CP-7 x", "charger:CP-7 x"),
        ("ws://host", "\"ws://host\""),
        ("-ws://host a", "-\"ws://host\" a"),
        ("kind:orphn", "kind:orphan"),
        ("is:eror", "is:error"),
        ("has:conector", "has:connector"),
        ("req.a[x]:1 b", "\"req.a[x]:1\" b"),
        ("charger:CP(1),CP2 x", "charger:\"CP(1)\",CP2 x"),
        ("-foo(bar)", "-\"foo(bar)\""),
        ("(charger:CP(1))", "(charger:\"CP(1)\")"),
        ("(a)b", "(a) b"),
        ("action:>3 x", "action:\">3\" x"),
        ("tag:~x", "tag:\"~x\""),
        ("action: Boot", "action:Boot"),
        ("action:a, b", "action:a,b"),
        ("(a", "(a)"),
        ("\"a b", "\"a b\""),
    ])
    func anObviousFaultComesWithItsFix(_ text: String, _ fix: String) {
        let error = #expect(throws: QueryError.self) { try QueryParser.parse(text) }
        #expect(error?.fix == fix)
    }

    @Test(arguments: [
        ("chager", ["charger"]), ("staus", ["status"]), ("sattus", ["status"]), ("conector", ["connector"]),
        ("acton", ["action"]), ("chargerid", ["charger_id", "charger"]), ("zzz", []), ("ws", []),
    ])
    func aMistypedKeySuggestsTheNearest(_ key: String, _ suggestions: [String]) {
        let error = #expect(throws: QueryError.self) { try QueryParser.parse("\(key):x") }
        #expect(error?.suggestions == suggestions)
    }

    @Test func theDescriptionAsksWhatWasMeant() {
        let error = #expect(throws: QueryError.self) { try QueryParser.parse("chager:x") }
        #expect(error?.description == "unknown key \"chager\" — did you mean \"charger\"?")
    }

    @Test func theSixtyFifthTermIsTooMany() {
        let text = Array(repeating: "a", count: 65).joined(separator: " ")
        let error = #expect(throws: QueryError.self) { try QueryParser.parse(text) }
        #expect(error?.code == .tooComplex)
        #expect(error?.start == 128)
        #expect(error?.end == 129)
    }

    @Test func whatIsBehindTheLongestTextIsTooMuch() {
        let text = String(repeating: "ä", count: 2_100)
        let error = #expect(throws: QueryError.self) { try QueryParser.parse(text) }
        #expect(error?.code == .tooComplex)
        #expect(error?.start == 2_048)
        #expect(error?.end == 2_100)
        let earlier = #expect(throws: QueryError.self) { try QueryParser.parse("chager:x " + text) }
        #expect(earlier?.code == .unknownKey)
    }
}

/// What people paste into the search bar, and the query they are offered.
struct PastedTextTests {
    @Test(arguments: [
        (#"[2,"19223201","StatusNotification",{"connectorId":1}]"#, "id:19223201"),
        (#" [2, "a b", "Heartbeat", {}] "#, #"id:"a b""#),
        (#"[3,"x",{"status":"Accepted"}]"#, "id:x"),
        (#"[2,"cut","StatusNotification",{"connec"#, "id:cut"),
        (#"{"status":"Faulted"}"#, #""{\"status\":\"Faulted\"}""#),
        (#""status":"Faulted""#, #""\"status\":\"Faulted\"""#),
    ])
    func aPastedPieceOfJSONIsMendedInOneStep(_ pasted: String, _ meant: String) throws {
        let error = try #require(throws: QueryError.self) { try QueryParser.parse(pasted) }
        #expect(error.fix == meant)
        _ = try QueryParser.parse(meant)
    }
}
