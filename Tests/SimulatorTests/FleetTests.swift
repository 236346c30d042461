import Logging
import NIOCore
import NIOPosix
import OCPP
import Synchronization
import TestSupport
import Testing

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
        #expect(fleet.calls[.bootNotification, default: 0] >= fleet.connections)
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
        let (report, _) = try await Self.withCSMS { port in
            await withTaskGroup(of: FleetReport?.self) { group in
                group.addTask { await Self.fleet(5, port: port, speed: 1).run(for: .seconds(3_600)) }
                group.addTask {
                    try? await Task.sleep(for: .seconds(1))
                    return nil
                }
                var report: FleetReport?
                for await done in group {
                    if let done { report = done } else { group.cancelAll() }
                }
                return report
            }
        }
        #expect(report?.connections == 5)
        let boots = report?.calls[.bootNotification] ?? 0
        #expect(boots >= 5)
    }
}
