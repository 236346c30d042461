import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// `/api/v1/pins`, and `is:pinned` wherever the API takes a query.
struct PinsAPITests {
    private let board = MemoryPins(now: { .at(100) })
    private let token: HTTPFields = [.authorization: "Bearer the-token"]

    private var served: Served {
        var served = Served(entries: (1...6).map { Talk.entry("Heartbeat", sequence: $0, at: Double($0)) })
        served.pins = board
        return served
    }

    private func change(_ method: HTTPRequest.Method, _ id: String, token: HTTPFields? = nil) async throws
        -> TestResponse
    {
        try await served.ask("/api/v1/pins/\(id)", method: method, headers: token ?? self.token)
    }

    @Test func anEntryIsPinnedListedAndUnpinned() async throws {
        let put = try await change(.put, "00000007-2")
        #expect(put.status == .ok)
        #expect(put.text == #"{"id":"00000007-2","since":"2026-11-23T10:01:40.000000Z","by":"token"}"#)
        #expect(try await change(.put, "00000007-2").text == put.text)
        _ = try board.pin(EntryID(origin: 7, sequence: 900), by: "page")
        let list = try await served.text("/api/v1/pins")
        #expect(list.hasPrefix(#"{"pins":[{"id":"00000007-900""#) && list.hasSuffix(#"],"most":1000}"#))
        #expect(list.contains(#""in_log":false,"datetime":null,"charger_id":null,"kind":null,"action":null}"#))
        #expect(list.contains(#""in_log":true,"datetime":"2026-11-23T10:00:02.000000Z","charger_id":"CP-7""#))
        #expect(try await change(.delete, "00000007-900").text == #"{"id":"00000007-900","was_pinned":true}"#)
        #expect(try await change(.delete, "00000007-900").text == #"{"id":"00000007-900","was_pinned":false}"#)
        #expect(board.pins().pins.count == 1)
    }

    @Test func whatIsNotThereIsNotPinned() async throws {
        for id in ["00000007-99", "x", "00000008-1"] {
            let answer = try await change(.put, id)
            #expect(answer.status == .notFound && answer.text.contains(#""code":"not_found""#))
        }
        #expect(board.pins().pins.isEmpty)
    }

    @Test func withoutTheTokenNothingChanges() async throws {
        for method in [HTTPRequest.Method.put, .delete] {
            #expect(try await change(method, "00000007-2", token: [:]).status == .unauthorized)
        }
        #expect(board.pins().pins.isEmpty)
    }

    @Test func oneMoreThanCanBeIsAConflict() async throws {
        for number: Int64 in 1_000..<2_000 { _ = try board.pin(EntryID(origin: 7, sequence: number), by: "page") }
        let answer = try await change(.put, "00000007-2")
        #expect(answer.status == .conflict && answer.text.contains(#""code":"pins_full""#))
    }

    @Test func theQueryIsUnderstoodWhereverOneIsTaken() async throws {
        for number: Int64 in [2, 5] { _ = try board.pin(EntryID(origin: 7, sequence: number), by: "page") }
        let list = try await served.text("/api/v1/entries?q=is:pinned&fields=id")
        #expect(list.hasPrefix(#"{"entries":[{"id":"00000007-5"},{"id":"00000007-2"}],"next":null"#))
        let first = try await served.text("/api/v1/entries?q=-is:pinned&fields=id&limit=3")
        #expect(first.contains("00000007-3") && !first.contains("00000007-5") && !first.contains(#""next":null"#))
        let facets = try await served.text("/api/v1/facets?key=action&q=is:pinned")
        #expect(facets.contains(#""count":2"#))
        let histogram = try await served.text(
            "/api/v1/histogram?q=is:pinned&from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z")
        #expect(histogram.contains(#""ok":2"#))
    }

    @Test func aCursorHoldsWhenSomethingIsPinnedMeanwhile() async throws {
        for number: Int64 in [1, 2, 5] { _ = try board.pin(EntryID(origin: 7, sequence: number), by: "page") }
        let page = try await served.text("/api/v1/entries?q=is:pinned&fields=id&limit=1")
        let cursor = try #require(page.firstMatch(of: /"next":"([^"]*)"/)).1
        _ = try board.pin(EntryID(origin: 7, sequence: 4), by: "page")
        let next = try await served.text("/api/v1/entries?q=is:pinned&fields=id&limit=9&cursor=\(cursor)")
        #expect(next.hasPrefix(#"{"entries":[{"id":"00000007-4"},{"id":"00000007-2"},{"id":"00000007-1"}]"#))
    }
}
