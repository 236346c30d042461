import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Web

/// Web pages of other places are refused, unless they are configured.
struct ForeignOriginTests {
    private let served = Served(allowedOrigins: ["https://dashboard.example"])

    @Test func aPageThatIsAllowedReads() async throws {
        let answer = try await served.ask("/api/v1/entries", headers: [.origin: "https://dashboard.example"])
        #expect(answer.status == .ok)
        #expect(answer.headers[.accessControlAllowOrigin] == "https://dashboard.example")
        #expect(answer.headers[.vary]?.contains("Origin") == true)
        let problem = try await served.ask("/api/v1/entries?x=1", headers: [.origin: "https://dashboard.example"])
        #expect(problem.status == .badRequest && problem.headers[.accessControlAllowOrigin] != nil)
    }

    @Test func itsBrowserIsToldWhatItMaySend() async throws {
        let answer = try await served.ask(
            "/api/v1/entries", method: .options,
            headers: [.origin: "https://dashboard.example", .accessControlRequestMethod: "POST"])
        #expect(answer.status == .noContent)
        #expect(answer.headers[.accessControlAllowHeaders]?.contains("Authorization") == true)
    }

    @Test(arguments: [
        "https://dashboard.example.evil", "http://dashboard.example", "null", "https://dashboard.example:8443",
    ])
    func anotherPageIsRefused(_ origin: String) async throws {
        let answer = try await served.ask("/api/v1/entries", headers: [.origin: origin])
        #expect(answer.status == .forbidden && answer.headers[.accessControlAllowOrigin] == nil)
    }

    @Test func pagesForPeopleStayClosed() async throws {
        let answer = try await served.ask("/logs", headers: [.origin: "https://dashboard.example"])
        #expect(answer.headers[.accessControlAllowOrigin] == nil)
    }

    @Test func withoutConfigurationNoPageMayAsk() async throws {
        let answer = try await Served().ask("/api/v1/entries", headers: [.origin: "https://dashboard.example"])
        #expect(answer.status == .forbidden)
    }

    @Test func writingWantsTheTokenAllTheSame() async throws {
        let answer = try await served.ask(
            "/api/v1/entries", method: .post, headers: [.origin: "https://dashboard.example"])
        #expect(answer.status == .unauthorized)
    }
}
