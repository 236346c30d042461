import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// The server on a real port.
struct WebServerTests {
    @Test(arguments: ["0.0.0.0", "::", "192.0.2.1", "example.com", "", "127.0.0.1.example.com"])
    func aHostThatOthersReachIsRefusedWithTheReason(_ host: String) {
        let error = #expect(throws: WebSettings.HostError.self) {
            try WebSettings(host: host, port: 0, sites: SiteDirectory(), token: "t", now: { .start })
        }
        let sentence = error?.description ?? ""
        #expect(sentence.contains("loopback") && sentence.contains("there are no accounts yet"))
    }

    @Test(arguments: ["127.0.0.1", "localhost", "::1", "127.1.2.3"])
    func aLoopbackHostIsTaken(_ host: String) throws {
        let settings = try WebSettings(host: host, port: 0, sites: SiteDirectory(), token: "t", now: { .start })
        #expect(settings.host == host)
    }

    @Test func itAnswersOnARealPort() async throws {
        let server = WebServer(
            store: MemoryStore(origin: 7), settings: try Served.settings(), logger: Logger(label: "test"))
        let application = try server.application { _ in }
        try await application.test(.live) { client in
            let answer = try await client.execute(uri: "/api/v1/entries", method: .get)
            #expect(answer.status == .ok)
            #expect(answer.text == #"{"entries":[],"next":null,"unreadable":0,"searched_back_to":null}"#)
            let head = try await client.execute(uri: "/logs", method: .head)
            #expect(head.status == .ok)
        }
    }

    @Test func aForeignHostNameReachesNothing() async throws {
        let server = WebServer(
            store: MemoryStore(origin: 7), settings: try Served.settings(), logger: Logger(label: "test"))
        let application = try server.application { _ in }
        try await application.test(.live) { client in
            let port = try #require(client.port)
            let answer = try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
                try await client.execute(.init("/logs", method: .get, authority: "evil.example:\(port)"))
            }
            #expect(answer.status == .misdirectedRequest)
        }
    }

    @Test func aPortInUseIsNamedWithItsCause() async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            let first = WebServer(
                store: MemoryStore(origin: 7), settings: try Served.settings(), logger: Logger(label: "test"))
            group.addTask { try await first.run { port.yield($0) } }
            let taken = try #require(await ports.first { _ in true })
            let second = WebServer(
                store: MemoryStore(origin: 8), settings: try Served.settings(port: taken), logger: Logger(label: "test")
            )
            let error = await #expect(throws: WebServer.BindError.self) { try await second.run { _ in } }
            #expect(
                error?.description == "pages and API cannot be served at 127.0.0.1:\(taken): Address already in use")
            group.cancelAll()
            // The first server ends because it is cancelled, which is no failure of it.
            _ = await group.nextResult()
        }
    }
}
