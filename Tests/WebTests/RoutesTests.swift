import HTTPTypes
import HummingbirdTesting
import OCPPLog
import Testing

@testable import Web

/// Every address, what it forbids, and how errors look.
struct RoutesTests {
    private let served = Served(entries: [Talk.entry("Heartbeat")])

    @Test(arguments: [
        "/logs", "/entries/00000007-1", "/api/v1/entries", "/nothing", "/entries/x", "/api/v1/entries/x", "/",
        "/healthz",
        "/readyz", "/metrics",
    ])
    func everyAnswerForbidsWhatItDoesNotNeed(_ uri: String) async throws {
        let answer = try await served.ask(uri)
        let policy = try #require(answer.headers[.contentSecurityPolicy])
        #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe") && policy.contains("script-src 'self';"))
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(answer.headers[.cacheControl] == "no-store")
    }

    @Test func theRootLeadsToTheLogs() async throws {
        let answer = try await served.ask("/")
        #expect(answer.status == .seeOther)
        #expect(answer.headers[.location] == "/logs")
    }

    @Test(arguments: [
        "/nothing", "/logs/x", "/static/page.css", "/static/0123456789ab/page.css", "/static/..%2f..%2fPackage.swift",
        "/%2e%2e/etc/passwd",
    ])
    func whatIsNotThereIsAnErrorPage(_ uri: String) async throws {
        let answer = try await served.ask(uri)
        #expect(answer.status == .notFound)
        #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
        #expect(answer.text.contains("<h1>Not found</h1>"))
    }

    @Test(arguments: ["/api", "/api/v2/entries", "/api/v1/entry"])
    func belowTheAPIItIsAProblem(_ uri: String) async throws {
        let answer = try await served.ask(uri)
        #expect(answer.status == .notFound)
        #expect(answer.headers[.contentType] == "application/problem+json")
    }

    @Test(arguments: [HTTPRequest.Method.post, .put, .patch, .delete, .options])
    func anotherMethodIsNotAllowedEvenWithTheToken(_ method: HTTPRequest.Method) async throws {
        let answer = try await served.ask(
            "/api/v1/entries/3f09a2c1-1", method: method, headers: [.authorization: "Bearer the-token"])
        #expect(answer.status == .methodNotAllowed)
        #expect(answer.headers[.allow] == "GET, HEAD")
        #expect(answer.text.contains(#""code":"method_not_allowed""#))
        let refused = try await served.ask("/api/v1/entries/3f09a2c1-1", method: method)
        #expect(refused.status == .unauthorized)
    }

    @Test(arguments: [("/api/v1/chargers/CP-1/calls", 65_537), ("/api/v1/entries", (1 << 30) + 1)])
    func aBodyThatIsTooLargeIsRefused(_ address: String, _ length: Int) async throws {
        let headers: HTTPFields = [.authorization: "Bearer the-token", .contentLength: "\(length)"]
        let answer = try await served.ask(address, method: .post, headers: headers)
        #expect(answer.status == .contentTooLarge)
    }

    @Test func staticFilesMayBeKeptForGood() async throws {
        let page = try await served.text("/logs")
        let style = try #require(page.firstMatch(of: /href="(\/static\/[0-9a-f]{12}\/page\.css)"/))
        let answer = try await served.ask(String(style.1))
        #expect(answer.status == .ok)
        #expect(answer.headers[.contentType] == "text/css; charset=utf-8")
        #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(answer.length < 60_000)
    }

    @Test func scriptsAreModulesThatMayBeKeptForGood() async throws {
        let page = try await served.text("/entries/00000007-1")
        let script = try #require(
            page.firstMatch(of: /<script type="module" src="(\/static\/[0-9a-f]{12}\/copy\.js)">/))
        let answer = try await served.ask(String(script.1))
        #expect(answer.status == .ok)
        #expect(answer.headers[.contentType] == "text/javascript; charset=utf-8")
        #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
    }

    @Test func theErrorPageOfAStoreSaysNothingOfItsCause() async throws {
        let error = StoreError(.corrupt, "the index is damaged", cause: StoreError(.failed, "SELECT"))
        let answer = try await served.ask("/logs", store: BrokenStore(error: error))
        #expect(answer.status == .internalServerError)
        let text = answer.text
        #expect(text.contains("the index is damaged") && !text.contains("SELECT"))
    }
}
