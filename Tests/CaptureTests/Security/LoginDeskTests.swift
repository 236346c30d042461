import NIOCore
import NIOPosix
import OCPP
import OCPPLog
import TestSupport
import Testing
import WebSockets

@testable import Capture

@Suite(.timeLimit(.minutes(1)))
struct LoginDeskTests {
    private let loop: any EventLoop = MultiThreadedEventLoopGroup.singleton.next()

    /// Tries without a password, all in one turn of the loop, so that no window ends meanwhile.
    /// - Returns: what the log is told of each, at once.
    private func attempts(_ count: Int, at desk: LoginDesk) async throws -> [String?] {
        try await loop.submit {
            var told: [String?] = []
            let request = HandshakeRequest(target: "/CP1", headers: .init(), remoteAddress: "192.0.2.7:5")
            for _ in 0..<count {
                desk.logIn(ChargerID("CP1"), request, on: self.loop) { told.append($0?.told) }
            }
            return told
        }.get()
    }

    @Test func whatWasRefusedUnseenIsToldWhenTheWindowEndsAndANewOneBegins() async throws {
        let sink = KeepingSink()
        let settings = CaptureSettings(
            sink: sink, now: { .start }, newConnectionID: { ConnectionID(rawValue: 1) })
        let counters = CaptureCounters()
        let desk = LoginDesk(settings, counters, window: .milliseconds(20))
        for round in 1...2 {
            let told = try await attempts(8, at: desk)
            #expect(told.compactMap { $0 }.count == 5)
            #expect(told.first??.contains("no Authorization header") == true)
            let entry = await sink.next(1)[0]
            #expect(entry.kind == .connection)
            #expect(entry.chargerID == ChargerID("CP1"))
            #expect(
                entry.detail
                    == "3 more logins were refused unseen from 192.0.2.7 within a minute: those before had failed")
            #expect(counters.snapshot.throttledLogins == 3 * round)
            #expect(counters.snapshot.failedLogins == 5 * round)
        }
        await desk.close()
    }
}
