import Logging
import NIOCore
import NIOPosix
import OCPP
import Synchronization
import TestSupport
import Testing
import WebSockets

@testable import Simulator

/// Stations and CSMS on real sockets.
struct FleetTests {
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Sendable private static func now() -> Timestamp {
        let passed = ContinuousClock.now - launch
        return Timestamp.start.advanced(by: passed)
    }

    private static let launch = ContinuousClock.now

    private static func fleet(_ stations: Int, port: Int, speed: Double) -> Fleet {
        Fleet(
            stations: stations, url: "ws://127.0.0.1:\(port)/ocpp/", seed: 1, speed: speed, now: now,
            group: .singletonMultiThreadedEventLoopGroup, logger: logger)
    }

    /// Runs a CSMS and calls the closure with its port.
    private static func withCSMS<Result: Sendable>(
        _ body: @escaping @Sendable (Int) async -> Result
    ) async throws -> (Result, CSMSReport) {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let csms = SimulatedCSMS(
            host: "127.0.0.1", port: 0, seed: 1, speed: 20, now: now, group: .singletonMultiThreadedEventLoopGroup,
            logger: logger)
        return try await withThrowingTaskGroup(of: CSMSReport.self) { group in
            group.addTask { try await csms.run(for: .seconds(120)) { port.yield($0) } }
            var result: Result?
            for await number in ports {
                result = await body(number)
                break
            }
            group.cancelAll()
            let report = try await group.next()
            return (try #require(result), try #require(report))
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func stationsAndCSMSTalkOverTheNetwork() async throws {
        let (fleet, csms) = try await Self.withCSMS { port in
            await Self.fleet(14, port: port, speed: 20).run(for: .seconds(6))
        }
        #expect(fleet.stations == 14)
        #expect(fleet.connections >= 14)
        #expect(fleet.connections == csms.connections)
        #expect(fleet.failures == [:])
        #expect(fleet.transactions > 5)
        // Who only comes back does not boot.
        #expect(fleet.calls[.bootNotification, default: 0] >= fleet.stations)
        #expect(csms.calls.values.reduce(0, +) > 14)
        // What was on its way when a line broke is missing on the other side.
        #expect(csms.received > fleet.sent * 9 / 10 && csms.received <= fleet.sent)
        #expect(fleet.received > csms.sent * 9 / 10 && fleet.received <= csms.sent)
    }

    @Test(.timeLimit(.minutes(1)))
    func twoHundredStationsAreThereInSeconds() async throws {
        let (fleet, csms) = try await Self.withCSMS { port in
            await Self.fleet(200, port: port, speed: 1).run(for: .seconds(5))
        }
        #expect(fleet.connections == 200)
        #expect(csms.connections == 200)
        #expect(fleet.calls[.bootNotification, default: 0] >= 200)
        #expect(fleet.calls[.statusNotification, default: 0] > 400)
    }

    @Test(.timeLimit(.minutes(1)))
    func aServerThatIsNotThereIsNamedWithTheReason() async {
        let report = await Self.fleet(2, port: 1, speed: 1).run(for: .seconds(1))
        #expect(report.connections == 0)
        #expect(report.failures.keys.sorted() == ["ws://127.0.0.1:1/ocpp: Connection refused"])
        #expect(report.failures.values.reduce(0, +) >= 2)
    }

    @Test(.timeLimit(.minutes(1)))
    func aCancelledRunEndsAtOnceAndStillReports() async throws {
        let tap = Tap()
        let (report, _) = try await Self.withCSMS { port -> FleetReport? in
            guard let proxy = await tap.listener(before: port) else { return nil }
            let report = await withTaskGroup(of: FleetReport?.self) { group in
                group.addTask { await Self.fleet(5, port: proxy.localPort, speed: 1).run(for: .seconds(3_600)) }
                group.addTask {
                    await tap.heard(5)
                    return nil
                }
                var report: FleetReport?
                for await done in group {
                    if let done { report = done } else { group.cancelAll() }
                }
                return report
            }
            await proxy.close()
            return report
        }
        #expect(report?.connections == 5)
        let boots = report?.calls[.bootNotification] ?? 0
        #expect(boots >= 5)
    }

    /// Stands between stations and CSMS and tells when so many stations have said something.
    private struct Tap: Sendable {
        private let voices: AsyncStream<Void>
        private let ear: AsyncStream<Void>.Continuation

        init() {
            (voices, ear) = AsyncStream.makeStream(of: Void.self)
        }

        func listener(before port: Int) async -> Listener? {
            guard let upstream = try? Upstream(url: "ws://127.0.0.1:\(port)") else { return nil }
            return try? await Listener.bind(
                host: "127.0.0.1", port: 0, group: MultiThreadedEventLoopGroup.singleton,
                acceptor: Acceptor(upstream: upstream, ear: ear), logger: logger)
        }

        func heard(_ stations: Int) async {
            var voices = voices.makeAsyncIterator()
            for _ in 0..<stations { await voices.next() }
        }

        private struct Acceptor: ConnectionAcceptor {
            let upstream: Upstream
            let ear: AsyncStream<Void>.Continuation

            func decide(
                _ request: HandshakeRequest, on eventLoop: any EventLoop, answer: @escaping (HandshakeDecision) -> Void
            ) {
                answer(.tunnel(to: upstream.request(for: request), observer: Observer(ear)))
            }

            func refused(from remoteAddress: String, status: Int, reason: String) {}
        }

        private final class Observer: ConnectionObserver {
            private let ear: AsyncStream<Void>.Continuation
            private var hasSpoken = false

            init(_ ear: AsyncStream<Void>.Continuation) {
                self.ear = ear
            }

            func opened(_ opened: ConnectionOpened) {}
            func received(_ message: Message) {
                if !hasSpoken, message.from == .client { ear.yield() }
                hasSpoken = hasSpoken || message.from == .client
            }
            func refused(status: Int, reason: String, by peer: Peer?) {}
            func closed(_ closed: ConnectionClosed) {}
        }
    }
}
