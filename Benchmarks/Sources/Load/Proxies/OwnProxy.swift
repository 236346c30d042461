import CLinux
import Capture
import Foundation
import Logging
import NIOCore
import NIOPosix
import OCPP
import OCPPLog
import WebSockets

/// This package between the charging stations and the CSMS, on one event loop, in a process of its own.
struct OwnProxy {
    enum Kind: String {
        /// The tunnel, recording into a store that counts.
        case capture
        /// The tunnel with an observer that does nothing.
        case tunnel
        /// The controller, recording likewise.
        case controller
    }

    let kind: Kind
    /// Port of the CSMS; without meaning for the controller.
    let upstream: UInt16

    private static let logger = Logger(label: "load") { _ in SwiftLogNoOpLogHandler() }

    /// Says its port, and counts whenever a line comes; returns when the standard input ends.
    func run() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        // The worker has its processor to itself, as those of nginx and haproxy have; the recorder's threads stay where they are.
        try await group.next().submit { _ = linux_pin(Processors.proxy) }.get()
        let store = CountingStore()
        let recorder = Recorder(
            store: store, sites: SiteDirectory([Site(id: .default, level: .debug)]), now: Self.now,
            logger: Self.logger)
        async let recording: Void = recorder.run()
        let port = try await listen(on: group, recorder)
        Line.say("port=\(port)")
        while readLine() != nil {
            let counts = store.counts
            Line.say(
                "exchanges=\(counts.exchanges) connections=\(counts.connections) others=\(counts.others) "
                    + "lost=\(recorder.health.framesLost)")
        }
        recorder.finish()
        try await recording
    }

    private func listen(on group: any EventLoopGroup, _ recorder: Recorder) async throws -> Int {
        let host = "127.0.0.1"
        let url = try Upstream(url: "ws://\(host):\(upstream)")
        var limits = Limits()
        let settings = CaptureSettings(
            sink: recorder, now: Self.now, newConnectionID: { ConnectionID(rawValue: .random(in: .min ... .max)) })
        let role: CaptureRole
        switch kind {
        case .tunnel:
            return try await Listener.bind(
                host: host, port: 0, group: group, limits: limits, acceptor: DeafAcceptor(upstream: url),
                logger: Self.logger
            ).localPort
        case .capture: role = .proxy(Routes(to: url))
        case .controller:
            role = .controller(
                // It sends no CALL, so nobody asks for an id.
                ControllerSettings(transactionNumbers: NoTransactions(), newUniqueID: { UniqueID("1") }))
            // A ping has passed on every connection before its memory is measured.
            limits.pingInterval = .seconds(5)
        }
        let server = try await CaptureServer.bind(
            listeners: [ListenerSettings(host: host, port: 0)], role: role, settings: settings, limits: limits,
            group: group, logger: Self.logger)
        guard let port = server.localPorts.first else { throw Failure("the proxy has no port") }
        return port
    }

    /// The clock that the program uses.
    @Sendable private static func now() -> Timestamp {
        Timestamp(microseconds: Int64((Date.now.timeIntervalSince1970 * 1_000_000).rounded()))
    }
}

/// Tunnels everything and listens to nothing.
private struct DeafAcceptor: ConnectionAcceptor {
    let upstream: Upstream

    func decide(
        _ request: HandshakeRequest, on eventLoop: any EventLoop, answer: @escaping (HandshakeDecision) -> Void
    ) {
        answer(.tunnel(to: upstream.request(for: request), observer: DeafObserver()))
    }

    func refused(from remoteAddress: String, status: Int, reason: String) {}
}

private final class DeafObserver: ConnectionObserver {
    func opened(_ opened: ConnectionOpened) {}
    func received(_ message: Message) {}
    func refused(status: Int, reason: String, by peer: Peer?) {}
    func closed(_ closed: ConnectionClosed) {}
}

private struct NoTransactions: TransactionNumbers {
    func next() -> Int { 1 }
}
