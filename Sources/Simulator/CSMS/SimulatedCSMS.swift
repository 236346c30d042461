public import Logging
public import NIOCore
public import OCPP
import Synchronization
import WebSockets

/// A management system that charging stations connect to, of 1.6, 2.0.1 and 2.1 at once.
public struct SimulatedCSMS: Sendable {
    private let host: String
    private let port: Int
    private let seed: UInt64
    private let speed: Double
    private let mishaps: Set<Mishap>
    private let now: @Sendable () -> Timestamp
    private let group: any EventLoopGroup
    private let logger: Logger

    /// - Parameters:
    ///   - port: 0 takes a free one.
    ///   - seed: decides what is asked and what is left unanswered.
    ///   - speed: how many times faster than real time it has ideas.
    ///   - mishaps: what goes wrong.
    public init(
        host: String, port: Int, seed: UInt64, speed: Double = 1, mishaps: Set<Mishap> = Mishap.all,
        now: @escaping @Sendable () -> Timestamp, group: any EventLoopGroup, logger: Logger
    ) {
        self.host = host
        self.port = port
        self.seed = seed
        self.speed = speed
        self.mishaps = mishaps
        self.now = now
        self.group = group
        self.logger = logger
    }

    /// Listens for a time, or until the task is cancelled, and ends the connections.
    /// - Parameter listening: called with the port as soon as stations may come.
    /// - Throws: `Listener.BindError` when the address cannot be listened on.
    public func run(for duration: Duration, listening: @Sendable (Int) -> Void) async throws -> CSMSReport {
        let book = CSMSBook()
        let listener = try await Listener.bind(
            host: host, port: port, group: group,
            acceptor: CSMSAcceptor(seed: seed, speed: speed, mishaps: mishaps, now: now, book: book),
            logger: logger)
        listening(listener.localPort)
        // Cancelled or not: the time is over.
        try? await Task.sleep(for: duration)
        await listener.close()
        return book.report
    }
}

/// Gives each connection its number and adds up what was done on them.
private final class CSMSBook: Sendable {
    private let state = Mutex((report: CSMSReport(), connections: 0))

    var report: CSMSReport { state.withLock { $0.report } }

    func nextNumber() -> Int {
        state.withLock { state in
            state.connections += 1
            return state.connections
        }
    }

    func add(_ report: CSMSReport) {
        state.withLock { $0.report.add(report) }
    }
}

/// Takes in every station that offers a version of OCPP.
private struct CSMSAcceptor: ConnectionAcceptor {
    let seed: UInt64
    let speed: Double
    let mishaps: Set<Mishap>
    let now: @Sendable () -> Timestamp
    let book: CSMSBook

    func decide(
        _ request: HandshakeRequest, on eventLoop: any EventLoop, answer: @escaping (HandshakeDecision) -> Void
    ) {
        answer(decision(on: request))
    }

    private func decision(on request: HandshakeRequest) -> HandshakeDecision {
        let known = request.subprotocols.first { OCPPVersion(subprotocol: $0) != .unknown }
        guard let known else {
            return .refuse(status: 400, reason: "offer one of the subprotocols ocpp1.6, ocpp2.0.1, ocpp2.1")
        }
        let script = CSMSScript(
            version: OCPPVersion(subprotocol: known), number: book.nextNumber(), seed: seed, speed: speed,
            mishaps: mishaps)
        return .endpoint(
            subprotocol: known,
            handler: ScriptedEndpoint(script, now: now) { [book] script in book.add(script.report) })
    }

    func refused(from remoteAddress: String, status: Int, reason: String) {}
}
