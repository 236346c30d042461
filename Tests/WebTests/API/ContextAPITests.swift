import HTTPTypes
import HummingbirdTesting
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// What happened before and after an entry.
struct ContextAPITests {
    private let served = Served(
        entries: (1...9).map { number in
            Talk.entry(
                "StatusNotification", #"{"connectorId":\#(number % 3),"status":"Available"}"#,
                charger: number == 4 ? "D-1" : "CP-7", sequence: number, at: Double(number))
        } + [Talk.entry("Heartbeat", sequence: 10, at: 10)])

    @Test(
        arguments: [
            ("", [1, 2, 3, 5, 6, 7, 8, 9, 10]), ("before=2&after=1", [3, 5, 6, 7]), ("before=0&after=0", [6]),
            ("scope=connector", [3, 6, 9]), ("scope=site&before=2&after=0", [4, 5, 6]),
        ] as [(String, [Int])])
    func theNeighboursAreThoseOfTheSamePlace(_ parameters: String, _ expected: [Int]) async throws {
        let text = try await served.text("/api/v1/entries/00000007-6/context?" + parameters)
        #expect(text.matches(of: /"id":"00000007-([0-9]+)"/).compactMap { Int($0.1) } == expected)
    }

    @Test func itSaysWhetherThereIsMore() async throws {
        let some = try await served.text("/api/v1/entries/00000007-6/context?before=0&after=2&fields=id")
        let expected =
            #"{"scope":"charger","before":[],"entry":{"id":"00000007-6"},"after":[{"id":"00000007-7"},{"id":"00000007-8"}],"#
            + #""more_before":true,"more_after":true,"unreadable":0}"#
        #expect(some == expected)
        let all = try await served.text("/api/v1/entries/00000007-10/context?before=500&after=0")
        #expect(all.contains(#""more_before":false,"more_after":false"#))
    }

    @Test(arguments: [
        ("00000007-6", "scope=tx", "no_scope"), ("00000007-10", "scope=connector", "no_scope"),
        ("00000007-99", "", "not_found"), ("nonsense", "scope=tx", "not_found"),
    ])
    func aContextThatIsNotThereIsNotFound(_ id: String, _ parameters: String, _ code: String) async throws {
        let answer = try await served.ask("/api/v1/entries/\(id)/context?\(parameters)")
        #expect(answer.status == .notFound && answer.text.contains(#""code":"\#(code)""#))
    }

    @Test(arguments: ["scope=planet", "before=501", "after=-1", "fields=x"])
    func aBadParameterIsAProblem(_ parameters: String) async throws {
        let answer = try await served.ask("/api/v1/entries/00000007-6/context?\(parameters)")
        #expect(answer.status == .badRequest)
    }
}
