import OCPPLog
import Testing

/// What a text means, as the canonical text of its query.
struct QueryParserTests {
    @Test(arguments: [
        ("", ""),
        (" \t\u{3000} ", ""),
        ("Faulted", "Faulted"),
        ("foo-bar - baz", "foo-bar \"-\" baz"),
        ("04:A2:9F", "04:A2:9F"),
        ("a,b and or not", "a,b and or not"),
        ("ANDROID ORDER NOTE", "ANDROID ORDER NOTE"),
        ("\"a b\"", "\"a b\""),
        ("“a b„ ‟c\"", "\"a b\" c"),
        (#""say \"hi\" c:\\x \n""#, #""say \"hi\" c:\\x \\n""#),
        ("action:Authorize,StopTransaction", "action:Authorize,StopTransaction"),
        ("ACTION:authorize", "action:authorize"),
        ("action:(a b OR c,d , e)", "action:a,b,c,d,e"),
        ("action:( a )", "action:a"),
        ("charger:DE-MUC-*", "charger:DE-MUC-*"),
        ("charger:\"DE-MUC-*\"", "charger:\"DE-MUC-*\""),
        ("charger:A..B", "charger:A..B"),
        ("tx:\"a..b\"", "tx:\"a..b\""),
        ("tag:04:A2:9F", "tag:04:A2:9F"),
        ("tag:-1", "tag:-1"),
        ("action:*", "action:*"),
        ("action:OR", "action:\"OR\""),
        ("connector:1,\"2\",*", "connector:1,2,*"),
        ("connector:-0001", "connector:-1"),
        ("source:CSMS", "source:csms"),
        ("level:inf*", "level:inf*"),
        ("connector:1..4,7", "connector:1..4,7"),
        ("connector:>1,<=-2", "connector:>1,<=-2"),
        ("tx:*..5 tx:100..*", "tx:*..5,100..*"),
        ("fw:>=1.2.3", "firmware:>=1.2.3"),
        ("firmware:>\"1.2 b\"", "firmware:>\"1.2 b\""),
        ("latency:>2S,500ms,1m..1.5h", "latency:>2S,500ms,1m..1.5h"),
        ("size:4KB", "size:4kb"),
        ("has:tag", "tag:*"),
        ("-has:tag,req.limit", "-(tag:* OR request.limit:*)"),
        ("has:(tag OR tx) x", "(tag:* OR tx:*) x"),
        ("req.connector_id:1", "request.connector_id:1"),
        ("RES.idTagInfo.Status:*", "response.idTagInfo.Status:*"),
        ("request.list[0].a[*].grün-x:20..30", "request.list[0].a[*].grün-x:20..30"),
        ("request.a:\"1..2\"", "request.a:\"1..2\""),
        ("sev:Error,warning", "severity:error,warning"),
    ])
    func aTextReadsAs(_ text: String, _ meaning: String) throws {
        #expect(try QueryParser.parse(text).description == meaning)
    }

    @Test(arguments: [
        ("a b", "a b"),
        ("a AND b", "a b"),
        ("a OR b c", "a OR b c"),
        ("(a OR b) c", "(a OR b) c"),
        ("(a)OR(b)", "a OR b"),
        ("(a)AND(b)NOT(c)", "a b -c"),
        ("NOT(a OR b)", "-(a OR b)"),
        ("-a", "-a"),
        ("NOT a", "-a"),
        ("--a", "a"),
        ("NOT NOT -a", "-a"),
        ("-(-a)", "a"),
        ("--", "-\"-\""),
        ("-\"a b\"", "-\"a b\""),
        ("( a )", "a"),
        ("((((((((a))))))))", "a"),
        ("-(status:Faulted OR kind:gap)", "-(status:Faulted OR kind:gap)"),
        ("status:Faulted OR status:Unavailable site:12", "status:Faulted OR status:Unavailable site:12"),
    ])
    func termsCombineAs(_ text: String, _ meaning: String) throws {
        #expect(try QueryParser.parse(text).description == meaning)
    }

    @Test(arguments: [
        ("action:Authorize action:StopTransaction charger:CP-7", "action:Authorize,StopTransaction charger:CP-7"),
        ("action:A charger:X action:B", "action:A,B charger:X"),
        ("station:X cp:Y charger_id:Z", "charger:X,Y,Z"),
        ("action:* action:A", "action:*,A"),
        ("action:A word action:B", "action:A,B word"),
        ("action:Boot* AND action:*Notification", "action:Boot* AND action:*Notification"),
        ("action:a action:b AND action:c action:d", "action:a,b AND action:c,d"),
        ("-action:a action:b action:c -action:d", "-action:a action:b,c -action:d"),
        ("--action:a action:b", "action:a AND action:b"),
        ("(action:a) action:b", "action:a AND action:b"),
        ("action:a OR action:b", "action:a OR action:b"),
        ("-action:x,y", "-action:x,y"),
        ("latency:>1s latency:<5s", "latency:>1s latency:<5s"),
        ("latency:1s latency:2s", "latency:1s,2s"),
        ("connector:1 connector:>2 connector:3..4", "connector:1,3..4 connector:>2"),
        ("is:error is:unanswered", "is:error is:unanswered"),
        ("is:error,unanswered", "is:error,unanswered"),
        ("has:tag has:tx", "tag:* tx:*"),
        ("has:tag tag:X", "tag:* AND tag:X"),
        ("req.connectorId:1 request.connector_id:2", "request.connectorId:1,2"),
        ("req.a[0]:1 req.a[1]:2", "request.a[0]:1 request.a[1]:2"),
    ])
    func filtersOfOneKeyMerge(_ text: String, _ meaning: String) throws {
        #expect(try QueryParser.parse(text).description == meaning)
    }

    @Test func orBindsLooserThanABlank() throws {
        let word = { Query.text(Query.FreeText($0)) }
        #expect(try QueryParser.parse("a OR b c") == .or([word("a"), .and([word("b"), word("c")])]))
    }

    @Test func everyNameOfAFieldIsItsKey() throws {
        for field in Field.all {
            for name in [field.name] + field.aliases {
                #expect(try QueryParser.parse("\(name.uppercased()):*") == .field(field, [.any]))
            }
        }
    }

    @Test(arguments: EntryField.allCases)
    func everyNameOfJSONIsAKeyOrSaysWhyNot(_ field: EntryField) throws {
        do throws(QueryError) {
            _ = try QueryParser.parse("\(field.rawValue):*")
        } catch {
            #expect([.timeInQuery, .unsupported].contains(error.code), "\(field)")
        }
    }

    @Test func limitsAreTheLastThatIsAllowed() throws {
        let most = Array(repeating: "a", count: QueryParser.maximumTerms).joined(separator: " ")
        #expect(throws: Never.self) { try QueryParser.parse(most) }
        let longest = String(repeating: "a", count: QueryParser.maximumLength)
        #expect(throws: Never.self) { try QueryParser.parse(longest) }
    }
}
