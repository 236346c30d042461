import HTTPTypes
import Hummingbird
import HummingbirdTesting
import OCPP
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Signing in on the pages, and every form that is refused.
struct SignInTests {
    private let served = Served()

    @Test func theTokenSignsInAndTheCookieIsForTheBrowserAlone() async throws {
        let answer = try await served.visit { try await Browser(client: $0).send("/sign-in", "token=+the-token%0A") }
        #expect(answer.status == .seeOther)
        #expect(answer.headers[.location] == "/settings")
        let cookie = try #require(answer.headers[.setCookie])
        #expect(
            cookie.wholeMatch(
                of: /ocpplogs_session=[0-9a-f]{64}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict/) != nil)
    }

    @Test func whoIsSignedInCanSignOut() async throws {
        try await served.visit { client in
            let browser = try await Browser.signedIn(client)
            #expect(try await browser.open("/sign-in").text.contains("You are signed in."))
            let answer = try await browser.send("/sign-out", "")
            #expect(answer.status == .seeOther)
            #expect(answer.headers[.setCookie]?.contains("Max-Age=0") == true)
            #expect(try await browser.send("/sign-out", "").status == .forbidden)
            #expect(try await !browser.open("/sign-in").text.contains("You are signed in."))
        }
    }

    @Test(
        arguments: [
            nil, "", "ocpplogs_session=", "ocpplogs_session=the-token", "other=1", "ocpplogs_session",
            "ocpplogs_session=0000000000000000000000000000000000000000000000000000000000000000",
        ] as [String?])
    func aFormWithoutTheCookieIsRefused(_ cookie: String?) async throws {
        let answer = try await served.visit { try await Browser(client: $0, cookie: cookie).send("/sign-out", "") }
        #expect(answer.status == .forbidden)
        #expect(answer.text.contains("Sign in first"))
    }

    @Test(
        arguments: [
            nil, "null", "", "http://evil.example", "http://localhost:81", "http://127.0.0.1", "https://localhost.evil",
        ]
            as [String?], ["/sign-in", "/sign-out"])
    func aFormThatDoesNotComeFromHereIsRefused(_ origin: String?, _ path: String) async throws {
        try await served.visit { client in
            var browser = try await Browser.signedIn(client)
            browser.origin = origin
            let answer = try await browser.send(path, "token=the-token")
            #expect(answer.status == .forbidden)
            #expect(answer.headers[.setCookie] == nil)
        }
    }

    @Test(arguments: ["cross-site", "same-site", "none", ""])
    func aFormThatTheBrowserCallsForeignIsRefused(_ site: String) async throws {
        try await served.visit { client in
            var browser = try await Browser.signedIn(client)
            browser.site = site
            #expect(try await browser.send("/sign-out", "").status == .forbidden)
            browser.site = nil
            #expect(try await browser.send("/sign-out", "").status == .seeOther)
        }
    }

    @Test func anOriginThatMayUseTheAPIMayNotSendForms() async throws {
        let served = Served(allowedOrigins: ["http://friend.example"])
        let answer = try await served.visit {
            try await Browser(client: $0, origin: "http://friend.example").send("/sign-in", "token=the-token")
        }
        #expect(answer.status == .forbidden)
    }

    @Test func aSessionEndsAfterTwelveHours() async throws {
        let clock = Clock()
        try await Served(now: clock.now).visit { client in
            let browser = try await Browser.signedIn(client)
            clock.set(12 * 3_600 - 1)
            #expect(try await browser.open("/sign-in").text.contains("You are signed in."))
            clock.set(12 * 3_600)
            #expect(try await browser.send("/sign-out", "").status == .forbidden)
        }
    }

    @Test(arguments: ["token=wrong", "token=", "", "token=the-toke", "token=the-token2"])
    func anotherTokenSignsNobodyIn(_ fields: String) async throws {
        let answer = try await served.visit { try await Browser(client: $0).send("/sign-in", fields) }
        #expect(answer.status == .forbidden)
        #expect(answer.headers[.setCookie] == nil)
        #expect(answer.text.contains("This is not the token."))
    }

    @Test func afterTenWrongTriesTheRightTokenWaitsToo() async throws {
        let clock = Clock()
        try await Served(now: clock.now).visit { client in
            let browser = Browser(client: client)
            for second in 0..<10 {
                clock.set(Double(second))
                #expect(try await browser.send("/sign-in", "token=wrong").status == .forbidden)
            }
            let answer = try await browser.send("/sign-in", "token=the-token")
            #expect(answer.status == .tooManyRequests)
            #expect(answer.headers[.retryAfter] == "52")
            #expect(answer.text.contains("Try again in 52 s."))
            clock.set(60)
            #expect(try await browser.send("/sign-in", "token=the-token").status == .seeOther)
        }
    }

    @Test func withoutATokenNobodyCanSignIn() async throws {
        try await Served(token: "").visit { client in
            let browser = Browser(client: client)
            let answer = try await browser.send("/sign-in", "token=")
            #expect(answer.status == .forbidden)
            #expect(answer.text.contains("Nobody can sign in."))
        }
    }

    @Test(arguments: ["/logs?q=is:error", "/entries/7-1"])
    func signingInLeadsBackToWhereOneCameFrom(_ path: String) async throws {
        let fields = "token=the-token&to=" + path.replacing("?", with: "%3F").replacing("=", with: "%3D")
        let answer = try await served.visit { try await Browser(client: $0).send("/sign-in", fields) }
        #expect(answer.headers[.location] == path)
    }

    @Test(arguments: [
        "", "https://evil.example", "//evil.example", "/\\evil.example", "\\/evil.example", "/\t/evil.example",
        "/\r\nSet-Cookie: a=b", "evil.example", "javascript:alert(1)", " /logs", "/a\\..\\b", "/é",
    ])
    func nothingLeadsElsewhere(_ address: String) {
        #expect(OwnAddress.of(address, else: "/logs") == "/logs")
    }

    @Test func theAPIDoesNotKnowTheCookie() async throws {
        try await served.visit { client in
            let browser = try await Browser.signedIn(client)
            #expect(try await browser.send("/api/v1/chargers/CP-7/calls", "").status == .unauthorized)
        }
    }

    @Test func theBearerTokenIsNoSession() async throws {
        let headers: HTTPFields = [
            .authorization: "Bearer the-token", .origin: "http://localhost",
            .contentType: "application/x-www-form-urlencoded",
        ]
        #expect(try await served.ask("/sign-out", method: .post, headers: headers).status == .forbidden)
    }

    @Test func aFormOfAnotherKindIsNotRead() async throws {
        let headers: HTTPFields = [.origin: "http://localhost", .contentType: "text/plain"]
        #expect(try await served.ask("/sign-in", method: .post, headers: headers).status == .unsupportedMediaType)
    }

    @Test func theHundredAndFirstSessionEndsTheOldest() {
        let number = Mutex(0)
        let sessions = Sessions(
            token: "the-token", now: { .start },
            newID: {
                number.withLock {
                    $0 += 1; return "session-\($0)"
                }
            })
        for _ in 0...100 { _ = sessions.signIn("the-token") }
        #expect(!sessions.isSignedIn("session-1"))
        #expect(sessions.isSignedIn("session-2"))
        #expect(sessions.isSignedIn("session-101"))
    }

    @Test func twoSessionsAtOnceAreNone() {
        let request = HTTPRequest(
            method: .get, scheme: nil, authority: nil, path: "/",
            headerFields: [.cookie: "a=1; ocpplogs_session=x; ocpplogs_session=y"])
        #expect(SessionCookie.id(in: request) == nil)
    }
}

/// A clock that stands still until it is set.
final class Clock: Sendable {
    private let seconds = Mutex(0.0)

    var now: @Sendable () -> Timestamp { { [self] in .at(seconds.withLock { $0 }) } }

    func set(_ seconds: Double) { self.seconds.withLock { $0 = seconds } }
}
