import Testing

@testable import OCPP

/// Each rule of a schema, on facts made for it: what a payload breaks, and where.
struct SchemaCheckTests {
    private static let table = SchemaTable(
        .v21,
        [
            """
            open Any vendorId!:string(...5)
            object Inner limit!:number/0.1 size:integer(0...100) least:number(1...) most:number(...0)
            enum Kind Hard Soft Immediate
            request R id!:string(...4) kind:Kind when:date-time where:uri(...30) on:boolean inner:Inner rows:[Inner](1...2)
              names:[string(...3)] kinds:[Kind] data:any custom:Any whole:int number:number whole6:integer
            request Empty
            """
        ])

    private func problems(_ payload: String, of action: String = "R", limit: Int = 20) -> [String] {
        guard let object = Self.table.messages[.init(action: Action(action), side: .request)] else {
            return ["no table"]
        }
        var walk = SchemaWalk(table: Self.table, limit: limit)
        walk.read(Array(payload.utf8).span, as: SchemaTable.Value(kind: .object, index: object))
        return walk.problems.map { "\($0.code) \($0.pointer)" }
    }

    @Test(arguments: [
        #"{"id":"a"}"#,
        #" { "kind" : "Soft" , "id" : "" } "#,
        #"{"id":"\u00e4\ud83d\ude00ä😀","k\u0069nd":"S\u006fft"}"#,
        #"{"\u0069\u0064":"","\u006b\u0069\u006e\u0064":"\u0053\u006f\u0066\u0074"}"#,
        #"{"id":"a","data":null}"#,
        #"{"id":"a","data":[{"a":[1,2,{"b":{}}]}],"custom":{"x":1,"vendorId":"v","x":{"y":[]}}}"#,
        #"{"id":"a","inner":{"limit":0.1,"size":0,"least":1,"most":0}}"#,
        #"{"id":"a","inner":{"limit":-21.40,"size":100,"least":1.0000000000000000000001,"most":-0.0}}"#,
        #"{"id":"a","inner":{"limit":1e400,"size":1e2,"least":1e-0,"most":-1e-400}}"#,
        #"{"id":"a","inner":{"limit":120e-1,"size":99.0,"least":0.1E+1,"most":-0}}"#,
        #"{"id":"a","rows":[{"limit":1},{"limit":2}],"names":[],"kinds":["Hard"]}"#,
        #"{"id":"a","whole":-12345678901234567890123,"number":0.123,"whole6":1.0,"on":false}"#,
        #"{"id":"a","when":"2026-02-28T23:59:60.123456789-00:30","where":"a+b.c-1:%20?q#f"}"#,
    ])
    func whatIsAllowedHasNoProblem(_ payload: String) {
        #expect(problems(payload) == [])
    }

    @Test(arguments: [
        ("{}", ["missing /id"]),
        (#"{"kind":"Soft","inner":{}}"#, ["missing /inner/limit", "missing /id"]),
        (#"{"id":null}"#, ["wrong_type /id"]),
        (#"{"id":{"id":{}},"kind":["Soft"]}"#, ["wrong_type /id", "wrong_type /kind"]),
        (
            #"{"id":"a","on":"true","inner":[],"rows":{"limit":1}}"#,
            ["wrong_type /on", "wrong_type /inner", "wrong_type /rows"]
        ),
        (
            #"{"id":"a","kind":7,"when":7,"where":true,"names":["a",7]}"#,
            ["wrong_type /kind", "wrong_type /when", "wrong_type /where", "wrong_type /names/1"]
        ),
        (
            #"{"id":"a","ID":1,"Custom":{"deep":[{}]},"custom":{"vendorId":"v"}}"#,
            ["unknown_member /ID", "unknown_member /Custom"]
        ),
        (#"{"id":"a","a/b~c":1}"#, ["unknown_member /a~1b~0c"]),
        (#"{"id":"a","kind":"Soft","\u0069d":"b"}"#, ["duplicate_member /id"]),
        (#"{"id":"abcde"}"#, ["too_long /id"]),
        (#"{"id":"äääää"}"#, ["too_long /id"]),
        (#"{"id":"\ud83d\ude00\ud83d\ude00\u00e4\u00e4b"}"#, ["too_long /id"]),
        (
            #"{"id":"a","custom":{"vendorId":"123456"},"names":["abc","abcd"]}"#,
            ["too_long /custom/vendorId", "too_long /names/1"]
        ),
        (#"{"id":"a","custom":{}}"#, ["missing /custom/vendorId"]),
        (
            #"{"id":"a","kind":"soft","kinds":["Hard","","Soft "]}"#,
            ["not_in_enum /kind", "not_in_enum /kinds/1", "not_in_enum /kinds/2"]
        ),
        (#"{"id":"a","rows":[]}"#, ["too_few /rows"]),
        (
            #"{"id":"a","rows":[{"limit":1},{},{"limit":"1"}]}"#,
            ["missing /rows/1/limit", "wrong_type /rows/2/limit", "too_many /rows"]
        ),
        (#"{"id":"a","inner":{"limit":0.25}}"#, ["not_multiple /inner/limit"]),
        (#"{"id":"a","inner":{"limit":1e-2}}"#, ["not_multiple /inner/limit"]),
        (#"{"id":"a","inner":{"limit":12345678901234567890123.4567}}"#, ["not_multiple /inner/limit"]),
        (
            #"{"id":"a","inner":{"limit":1,"size":-1,"least":0.9999999999999999999999,"most":0.0000000000000000000001}}"#,
            ["out_of_range /inner/size", "out_of_range /inner/least", "out_of_range /inner/most"]
        ),
        (
            #"{"id":"a","inner":{"limit":1,"size":101,"least":-1e400,"most":1e400}}"#,
            ["out_of_range /inner/size", "out_of_range /inner/least", "out_of_range /inner/most"]
        ),
        (
            #"{"id":"a","inner":{"limit":1,"size":10000000000000000000000,"least":0,"most":1e-400}}"#,
            ["out_of_range /inner/size", "out_of_range /inner/least", "out_of_range /inner/most"]
        ),
        (#"{"id":"a","inner":{"limit":1,"size":1.5}}"#, ["wrong_type /inner/size"]),
        (#"{"id":"a","whole":1.0,"whole6":15e-1}"#, ["wrong_type /whole", "wrong_type /whole6"]),
        (#"{"id":"a","whole":1e2,"whole6":"1"}"#, ["wrong_type /whole", "wrong_type /whole6"]),
        (#"{"id":"a","when":"2026-11-23T10:41:07"}"#, ["bad_format /when"]),
        (#"{"id":"a","where":"files.example/a"}"#, ["bad_format /where"]),
        (#"{"id":"a","where":"https://files.example/aaaaaaaaaaa bbb"}"#, ["too_long /where", "bad_format /where"]),
        ("[]", ["wrong_type "]), ("null", ["wrong_type "]), (#""text""#, ["wrong_type "]), ("7", ["wrong_type "]),
        ("", ["not_json "]), ("  ", ["not_json "]), ("{", ["not_json "]), ("{}x", ["missing /id", "not_json "]),
        ("[1,2", ["wrong_type ", "not_json "]),
        (#"{"id":"abcde","rows":[{"limit":1},{"limit":nul}]}"#, ["too_long /id", "not_json "]),
    ])
    func whatIsNotAllowedIsFoundAtItsPlace(_ payload: String, _ expected: [String]) {
        let found = problems(payload)
        #expect(found == expected)
    }

    @Test func anObjectWithoutMembersAllowsNone() {
        #expect(problems("{}", of: "Empty") == [])
        #expect(problems(#"{"a":1}"#, of: "Empty") == ["unknown_member /a"])
    }

    @Test func readingEndsAtTheLimit() throws {
        let payload = #"{"id":1,"a":1,"b":1,"c":"#
        #expect(problems(payload, limit: 3) == ["wrong_type /id", "unknown_member /a", "unknown_member /b"])
        #expect(problems(payload, limit: 5).last == "not_json ")
        #expect(problems("{}", limit: 1) == ["missing /id"])
        for limit in [0, -1, .min] {
            let reset = try #require(PayloadSchema.request(of: Action("Reset"), in: .v16))
            let bytes = Array(payload.utf8)
            let none = SchemaCheck.problems(in: bytes.span, against: reset, limit: limit)
            #expect(none == [])
        }
    }

    @Test func nestingBeyondTheBoundIsAProblemAndNoTrap() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(problems(#"{"id":"a","data":"# + deep) == ["not_json "])
        #expect(problems(#"{"id":"a","names":"# + deep) == ["wrong_type /names/0", "not_json "])
    }

    @Test func aLongNameIsCutInThePointer() {
        let name = String(repeating: "n", count: 100_000)
        let found = problems(#"{"id":"a","\#(name)":1}"#)
        #expect(found == ["unknown_member /" + name.prefix(250) + "…"])
    }
}
