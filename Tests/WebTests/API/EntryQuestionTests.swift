import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// What `/api/v1/entries` is asked beside a query: keys, order, fields, and where to go on.
struct EntryQuestionTests {
    private let served = Served(entries: [
        Talk.entry("Heartbeat", sequence: 1, at: 1),
        Talk.entry("StatusNotification", #"{"connectorId":2,"status":"Faulted"}"#, sequence: 2, at: 2),
        Talk.entry(
            "StatusNotification", #"{"connectorId":1,"status":"Available"}"#, charger: "D-1", sequence: 3, at: 3),
        Talk.entry("Reset", #"{"type":"Soft"}"#, from: .csms, sequence: 4, at: 4),
        Talk.entry("DataTransfer", #"{"vendorId":"v"}"#, charger: "C*", sequence: 5, at: 5),
    ])

    @Test(
        arguments: [
            ("action=heartbeat", [1]), ("action=Heartbeat&action=Reset", [4, 1]), ("charger=D-1", [3]),
            ("charger=C*", [5]), ("charger=*", []), ("connector=2", [2]), ("connector=1&connector=2", [3, 2]),
            ("source=csms", [4]), ("status=Faulted&status=Available", [3, 2]), ("version=1.6&charger=D-1", [3]),
            ("action=StatusNotification&q=status:Faulted", [2]), ("action=StatusNotification&q=Reset", []),
            // What the query language would read as more is one value here.
            ("action=Heartbeat,Reset", []), ("action=Heartbeat+OR+action:Reset", []), ("charger=%22CP-7%22", []),
        ] as [(String, [Int])])
    func keysAreWholeValuesAndHoldTogetherWithTheQuery(_ parameters: String, _ expected: [Int]) async throws {
        #expect(Self.sequences(try await served.text("/api/v1/entries?" + parameters)) == expected)
    }

    @Test(arguments: [
        "action=", "connector=two", "connector=-1", "connector=01", "source=station", "level=none", "order=up",
        "fields=", "fields=id,,action", "fields=id,id", "fields=secret", "from=15", "from=0m", "from=15y",
        "action=" + String(repeating: "a", count: 513),
        (0...64).map { "action=a\($0)" }.joined(separator: "&"),
    ])
    func aValueThatAKeyCannotHaveIsAProblem(_ parameters: String) async throws {
        let answer = try await served.ask("/api/v1/entries?" + parameters)
        #expect(answer.status == .badRequest)
        #expect(answer.text.contains(#""code":"bad_parameter","#))
        #expect(answer.text.contains(#""parameter":"\#(parameters.prefix { $0 != "=" })""#))
    }

    @Test func theOldestComesFirstWhenThatIsAskedFor() async throws {
        let first = try await served.text("/api/v1/entries?order=asc&limit=3")
        #expect(Self.sequences(first) == [1, 2, 3])
        let next = try #require(Self.next(first))
        #expect(Self.sequences(try await served.text("/api/v1/entries?order=asc&cursor=\(next)")) == [4, 5])
    }

    @Test func theFieldsAreThoseThatWereAskedForInTheirOrder() async throws {
        let text = try await served.text("/api/v1/entries?fields=source,action,id&action=Reset")
        #expect(text.hasPrefix(#"{"entries":[{"source":"csms","action":"Reset","id":"00000007-4"}],"#))
        let one = try await served.text("/api/v1/entries/00000007-1?fields=request_frame")
        #expect(one == #"{"request_frame":"[2, \"u1\", \"Heartbeat\", {}]"}"#)
    }

    @Test(arguments: ["order=asc", "q=Heartbeat", "action=Reset", "from=2026-11-23T10:00:00Z", "to=1h"])
    func aCursorOfAnotherQuestionIsRefused(_ other: String) async throws {
        let next = try #require(Self.next(try await served.text("/api/v1/entries?limit=2")))
        let answer = try await served.ask("/api/v1/entries?limit=2&\(other)&cursor=\(next)")
        #expect(answer.status == .badRequest)
        #expect(answer.text.contains(#""code":"bad_cursor""#) && answer.text.contains(#""parameter":"cursor""#))
    }

    @Test func aCursorGoesOnWithAnotherLimitOtherFieldsAndTheQueryInOtherWords() async throws {
        let next = try #require(Self.next(try await served.text("/api/v1/entries?q=kind:exchange&limit=2")))
        let text = try await served.text("/api/v1/entries?q=KIND:exchange+&limit=3&fields=id&cursor=\(next)")
        #expect(Self.sequences(text) == [3, 2, 1])
    }

    @Test(arguments: ["nonsense", "1_00000007-1", "1_00000007-1..", "a.b.c.d", "1_00000007-1.x.y.", "%00"])
    func aTextThatIsNoCursorIsRefused(_ text: String) async throws {
        let answer = try await served.ask("/api/v1/entries?cursor=" + text)
        #expect(answer.status == .badRequest && answer.text.contains(#""code":"bad_cursor""#))
    }

    @Test func aTimeBeforeNowStaysWhereItWasFromPageToPage() async throws {
        // The clock of the test stands an hour behind the first entry: 3,597 s before it is the third second.
        let first = try await served.text("/api/v1/entries?from=3597s&limit=1")
        #expect(Self.sequences(first) == [5])
        let next = try #require(Self.next(first))
        let cursor = try #require(BoundCursor(next))
        #expect(cursor.from == .at(3))
        #expect(cursor.to == nil)
        let second = try await served.text("/api/v1/entries?from=3597s&cursor=\(cursor)")
        #expect(Self.sequences(second) == [4, 3])
    }

    private static func sequences(_ page: String) -> [Int] {
        page.matches(of: /"id":"00000007-([0-9]+)"/).compactMap { Int($0.1) }
    }

    private static func next(_ page: String) -> String? {
        page.firstMatch(of: /"next":"([^"]+)"/).map { String($0.1) }
    }
}
