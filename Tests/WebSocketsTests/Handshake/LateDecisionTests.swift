import NIOCore
import NIOPosix
import Testing

@testable import WebSockets

/// The acceptor takes its time, and the client does not wait.
@Suite(.timeLimit(.minutes(1)))
struct LateDecisionTests {
    enum Leaving: CaseIterable {
        case closes, aborts, sendsTooMuch, listenerStops
    }

    private static func told(
        _ leaving: Leaving, _ decide: @escaping @Sendable (Witness) -> HandshakeDecision
    ) async throws -> (Told?, ListenerCounts) {
        let promise = MultiThreadedEventLoopGroup.singleton.any().makePromise(of: Void.self)
        let witness = Witness()
        var limits = Limits()
        limits.maximumEarlyBytes = 10
        let listener = try await TestListener(limits, whenToDecide: promise.futureResult) { _ in decide(witness) }
        let station = try await Wire.connect(to: listener.port)
        station.send(handshake() + (leaving == .sendsTooMuch ? String(repeating: "x", count: 100_000) : ""))
        let ending = listener.listener
        switch leaving {
        case .closes: station.closeOutput()
        case .aborts:
            try await eventually { ending.counts.accepted == 1 }
            try await station.abort()
        case .sendsTooMuch: break
        case .listenerStops: try await eventually { ending.counts.accepted == 1 }
        }
        async let stopped: Void = leaving == .listenerStops ? ending.close() : ()
        if leaving == .sendsTooMuch || leaving == .listenerStops { _ = await station.receiveHead() }
        station.close()
        try await eventually { ending.counts.accepted == 1 && ending.counts.open == 0 }
        await stopped
        promise.succeed()
        return (await witness.next(), ending.counts)
    }

    @Test func whoeverWasToSpeakWithTheClientLearnsThatItIsGone() async throws {
        for leaving in [Leaving.closes, .aborts] {
            let (told, counts) = try await Self.told(leaving) { .endpoint(subprotocol: nil, handler: $0.handler()) }
            let reason = "the station went away before it was answered"
            #expect(told == .closed(ConnectionClosed(by: .client, code: 1006, reason: reason)))
            #expect(counts.refused == 1 && counts.refused4xx == 1)
        }
    }

    @Test func whoeverWasToListenLearnsItWithAStatus() async throws {
        let upstream = try Upstream(url: "ws://127.0.0.1:1")
        let asked = HandshakeRequest(target: "/CP-1", headers: HandshakeHeaders(), remoteAddress: "")
        let (told, counts) = try await Self.told(.closes) {
            .tunnel(to: upstream.request(for: asked), observer: $0.observer())
        }
        #expect(told == .refused(status: 499, by: .client))
        #expect(counts.refused == 1)
    }

    @Test func whenTheListenerStoppedMeanwhileThatIsToldAndNotThatTheClientLeft() async throws {
        let (told, counts) = try await Self.told(.listenerStops) { .endpoint(subprotocol: nil, handler: $0.handler()) }
        #expect(told == .closed(ConnectionClosed(by: nil, code: 1006, reason: "this program was stopped")))
        #expect(counts.refused == 1 && counts.refused5xx == 1)
    }
}
