import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// `POST /api/v1/entries`, with a reader that takes each byte for a line.
struct ImportAPITests {
    private func post(
        _ body: String, into store: (any ImportStore)? = MemoryStore(origin: 7), token: String = "the-token"
    ) async throws -> TestResponse {
        let service = store.map { ImportService(store: $0, formats: ["letters"]) { _ in Letters() } }
        let settings = try WebSettings(
            port: 0, sites: SiteDirectory(), token: "the-token", imports: service, now: { .at(3_600) })
        let server = WebServer(store: MemoryStore(origin: 1), settings: settings, logger: Logger(label: "test"))
        let application = Application(router: try server.router())
        return try await application.test(.router) { client in
            try await client.execute(
                uri: "/api/v1/entries", method: .post, headers: [.authorization: "Bearer \(token)"],
                body: ByteBuffer(string: body))
        }
    }

    @Test func whatIsAddedIsCounted() async throws {
        let store = MemoryStore(origin: 7)
        let first = try await post("abxa", into: store)
        #expect(first.status == .ok)
        #expect(
            first.text
                == #"{"added":2,"duplicates":1,"rejected_count":1,"rejected":[{"line":3,"code":"bad","reason":"an \"x\""}],"format":null,"passed_over":[],"notes":[]}"#
        )
        let second = try await post("abc", into: store)
        #expect(
            second.text
                == #"{"added":1,"duplicates":2,"rejected_count":0,"rejected":[],"format":null,"passed_over":[],"notes":[]}"#
        )
    }

    @Test func onlyAThousandRejectedLinesAreTold() async throws {
        let answer = try await post(String(repeating: "x", count: 6_000))
        #expect(answer.text.contains(#""rejected_count":6000"#))
        #expect(answer.text.split(separator: #"{"line""#).count == 1_001)
    }

    @Test func aBodyThatIsNothingOfTheKindIsAProblem() async throws {
        let answer = try await post("ab!")
        #expect(answer.status == .badRequest && answer.text.contains(#""code":"bad_body""#))
        #expect(answer.text.contains("Nothing can be read. 2 entries before that are taken over."))
    }

    @Test func withoutABodyThereIsNothingToTake() async throws {
        let answer = try await post("")
        #expect(answer.status == .badRequest && answer.text.contains("There is no body."))
    }

    @Test func aStoreThatFailsSaysSo() async throws {
        let answer = try await post("a", into: FullStore())
        #expect(answer.status == .serviceUnavailable && answer.text.contains("store_full"))
    }

    @Test func withoutTheTokenOrAPlaceForItNothingIsTaken() async throws {
        #expect(try await post("a", token: "another").status == .unauthorized)
        #expect(try await post("a", into: nil).status == .notFound)
    }

    private struct FullStore: ImportStore {
        func add(_ entries: [Entry]) async throws -> ImportCount { throw StoreError(.full, "the disk is full") }
    }
}
