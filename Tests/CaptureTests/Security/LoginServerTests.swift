import Logging
import NIOCore
import NIOPosix
import OCPP
import OCPPLog
import Synchronization
import TestSupport
import Testing
import WebSockets

@testable import Capture

/// Logins on real sockets, in both roles.
@Suite(.timeLimit(.minutes(1)))
struct LoginServerTests {
    private let group = MultiThreadedEventLoopGroup.singleton
    private static let right = HandshakeHeaders([.init("Authorization", "Basic Q1AxOnNlY3JldA==")])
    private static let wrong = HandshakeHeaders([.init("Authorization", "Basic Q1AxOndyb25n")])

    private func server(
        _ role: CaptureRole, _ policy: SecurityPolicy, _ sink: any RecordSink, _ book: any PasswordBook
    ) async throws -> CaptureServer {
        let numbers = CountingNumbers()
        let settings = CaptureSettings(
            sink: sink, now: { .start }, newConnectionID: { ConnectionID(rawValue: UInt64(numbers.next())) },
            passwords: book)
        return try await CaptureServer.bind(
            listeners: [ListenerSettings(host: "127.0.0.1", port: 0, policy: policy)], role: role, settings: settings,
            group: group, logger: Logger(label: "tests"))
    }

    /// - Returns: the HTTP status of the refusal; nil when the station was let in.
    private func status(_ server: CaptureServer, _ headers: HandshakeHeaders) async throws -> Int? {
        do {
            _ = try await TestStation.connect(to: server.localPort, as: "CP1", headers: headers, on: group)
            return nil
        } catch WebSocketClient.ConnectError.refused(let status, _) {
            return status
        }
    }

    @Test func theControllerOfProfile1LetsInWhoHasThePassword() async throws {
        let sink = KeepingSink()
        let book = try ChangingBook(["CP1": Array("secret".utf8)])
        let server = try await server(.controller(.test()), SecurityPolicy(profile: .basic), sink, book)
        #expect(try await status(server, Self.wrong) == 401)
        #expect(try await status(server, HandshakeHeaders()) == 401)
        #expect(try await status(server, Self.right) == nil)
        let entries = await sink.next(3)
        #expect(entries.map(\.reason) == ["refused", "refused", "opened"])
        #expect(
            entries[0].detail?.hasPrefix("refused with HTTP status 401: login failed: the password is wrong") == true)
        #expect(entries[1].detail?.contains("there is no Authorization header") == true)
        #expect(!entries.contains { $0.detail?.contains("secret") == true || $0.detail?.contains("Q1Ax") == true })
        #expect(server.counts.failedLogins == 2)
        #expect(server.counts.refused == [.login: 2])
        await server.close()
    }

    @Test(arguments: ["0badc0ffee1234567890", "0BADC0FFEE1234567890"])
    func aPasswordOfHexadecimalDigitsMayBeSentAsTheBytesItStandsFor(digits: String) async throws {
        let book = try ChangingBook(["CP1": Array(digits.utf8)])
        let server = try await server(.controller(.test()), SecurityPolicy(profile: .basic), KeepingSink(), book)
        let bytes: [UInt8] = [0x0B, 0xAD, 0xC0, 0xFF, 0xEE, 0x12, 0x34, 0x56, 0x78, 0x90]
        for (password, status) in [(Array(digits.utf8), nil), (bytes, nil), (bytes.dropLast(), 401)] {
            let credentials = Base64.encodeUnpadded(Array("CP1:".utf8) + password)
            let answer = try await self.status(server, .init([.init("Authorization", "Basic \(credentials)")]))
            #expect(answer == status)
        }
        await server.close()
    }

    @Test func a401TellsHowToLogInAndNotWhichStationsThereAre() async throws {
        let book = try ChangingBook(["CP1": Array("secret".utf8)])
        let server = try await server(.controller(.test()), SecurityPolicy(profile: .basic), KeepingSink(), book)
        var answers: Set<String> = []
        for charger in ["CP1", "CP2"] {
            let client = try await RawClient.connect(to: server.localPort, on: group)
            let answer = try await client.answer(
                to: "GET /\(charger) HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n"
                    + "Authorization: Basic \(Base64.encodeUnpadded(Array("\(charger):wrong".utf8)))\r\n\r\n")
            #expect(answer.contains("\r\nWWW-Authenticate: Basic realm=\"OCPP\""))
            answers.insert(answer)
        }
        #expect(answers.count == 1)
        await server.close()
    }

    @Test func aFloodOfWrongLoginsIsFiveEntriesAndOneThatCountsTheRest() async throws {
        let sink = KeepingSink()
        let book = try ChangingBook(["CP1": Array("secret".utf8)])
        let server = try await server(.controller(.test()), SecurityPolicy(profile: .basic), sink, book)
        for _ in 0..<12 { #expect(try await status(server, Self.wrong) == 401) }
        #expect(server.counts.failedLogins == 5)
        #expect(server.counts.throttledLogins == 7)
        // What is untold is told at the end at the latest.
        await server.close()
        let entries = await sink.next(6)
        #expect(Set(entries.map(\.reason)) == ["refused"])
        #expect(
            entries[5].detail
                == "7 more logins were refused unseen from 127.0.0.1 within a minute: those before had failed")
    }

    @Test(arguments: [SecurityPolicy.BasicAuthentication.pass, .check])
    func aProxyPassesTheAuthorizationOnUntouchedOrChecksAndWithholdsIt(
        basic: SecurityPolicy.BasicAuthentication
    ) async throws {
        // The upstream is a listener that keeps what it is asked.
        let asked = AskedHeaders()
        let upstream = try await Listener.bind(
            host: "127.0.0.1", port: 0, group: group, acceptor: asked, logger: Logger(label: "tests"))
        let book = try ChangingBook(["CP1": Array("secret".utf8)])
        let routes = Routes(to: try Upstream(url: "ws://127.0.0.1:\(upstream.localPort)"))
        let server = try await server(
            .proxy(routes), SecurityPolicy(profile: .basic, basicAuthentication: basic), KeepingSink(), book)
        let wrong = try await status(server, Self.wrong)
        let right = try await status(server, Self.right)
        #expect(wrong == (basic == .check ? 401 : 418))
        #expect(right == 418)
        #expect(
            asked.authorizations
                == (basic == .check ? [nil] : ["Basic Q1AxOndyb25n", "Basic Q1AxOnNlY3JldA=="]))
        await server.close()
        await upstream.close()
    }
}

/// Refuses everybody and keeps the `Authorization` of each.
private final class AskedHeaders: ConnectionAcceptor {
    private let kept = Mutex<[String?]>([])

    var authorizations: [String?] { kept.withLock { $0 } }

    func decide(
        _ request: HandshakeRequest, on eventLoop: any EventLoop, answer: @escaping (HandshakeDecision) -> Void
    ) {
        kept.withLock { $0.append(request.headers["Authorization"]) }
        answer(.refuse(status: 418, reason: "a teapot"))
    }

    func refused(from remoteAddress: String, status: Int, reason: String) {}
}
