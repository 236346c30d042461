import OCPPLog
import Testing

@testable import Web

/// How a click on a value rewrites the query.
struct FacetEditTests {
    @Test(
        arguments: [
            ("", "action:Heartbeat"), ("charger:CP-7", "charger:CP-7 action:Heartbeat"),
            ("action:Authorize", "action:Authorize,Heartbeat"),
            ("action:Authorize charger:CP-7 action:Boot*", "action:Authorize,Boot*,Heartbeat charger:CP-7"),
            ("a OR b", "(a OR b) action:Heartbeat"), ("-action:heartbeat", "action:Heartbeat"),
            ("action:*", "action:* AND action:Heartbeat"),
            ("-action:heartbeat,Authorize x", "-action:Authorize x action:Heartbeat"),
        ])
    func aValueIsAskedForBesideOthersOfItsKey(_ text: String, _ expected: String) throws {
        #expect(try #require(FacetEdit(text)).setting(.action, "Heartbeat", to: true) == expected)
    }

    @Test(
        arguments: [
            ("", "-action:Heartbeat"), ("action:Heartbeat", "-action:Heartbeat"),
            ("-action:Authorize", "-action:Authorize,Heartbeat"),
            (
                "action:Authorize,Heartbeat",
                "action:Authorize -action:Heartbeat"
            ),
        ])
    func aValueIsExcluded(_ text: String, _ expected: String) throws {
        #expect(try #require(FacetEdit(text)).setting(.action, "Heartbeat", to: false) == expected)
    }

    @Test(
        arguments: [
            ("action:Heartbeat", ""), ("action:heartbeat,Authorize x", "action:Authorize x"),
            ("-action:Heartbeat x", "x"), ("x", "x"), ("action:Heart*", "action:Heart*"),
        ])
    func aValueIsLeftAlone(_ text: String, _ expected: String) throws {
        #expect(try #require(FacetEdit(text)).setting(.action, "Heartbeat", to: nil) == expected)
    }

    @Test(arguments: [
        ("connector", "1", "connector:1"), ("charger", "A, B", #"charger:"A, B""#), ("charger", "*", #"charger:"*""#),
        ("status", #"a"b\"#, #"status:"a\"b\\""#), ("charger", "OR", #"charger:"OR""#),
    ])
    func whatIsWrittenIsReadAsTheVeryValue(_ key: String, _ value: String, _ expected: String) throws {
        let field = try #require(Field.named(key))
        let text = try #require(FacetEdit("")).setting(field, value, to: true)
        #expect(text == expected)
        #expect(try #require(FacetEdit(text)).state(of: field, value) == true)
    }

    @Test func theOwnFilterIsLeftOutAndNoOther() throws {
        let edit = try #require(FacetEdit("action:Authorize charger:CP-7 -action:Heartbeat (action:x OR b)"))
        #expect(edit.without(.action).description == "charger:CP-7 (action:x OR b)")
        #expect(edit.asks(.action) && edit.asks(.charger) && !edit.asks(.site))
        #expect(edit.named(.action) == ["Authorize", "Heartbeat"])
    }

    @Test func aTextThatIsNoQueryCannotBeRewritten() {
        #expect(FacetEdit("chager:x").map { $0.asks(.charger) } == nil)
    }
}
