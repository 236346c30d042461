public import Logging
public import NIOCore
public import OCPP

/// Many charging stations that talk to one server.
public struct Fleet: Sendable {
    private let stations: Int
    private let server: String
    private let seed: UInt64
    private let speed: Double
    private let mishaps: Set<Mishap>
    private let now: @Sendable () -> Timestamp
    private let group: any EventLoopGroup
    private let logger: Logger

    /// - Parameters:
    ///   - url: where they connect, without the identity: `ws://host:port/path`.
    ///   - seed: decides what happens to whom; the same seed tells the same story.
    ///   - speed: how many times faster than real time the story runs; heartbeats and waiting for an answer are never faster.
    ///   - mishaps: what goes wrong.
    public init(
        stations: Int, url: String, seed: UInt64, speed: Double, mishaps: Set<Mishap> = Mishap.all,
        now: @escaping @Sendable () -> Timestamp, group: any EventLoopGroup, logger: Logger
    ) {
        self.stations = max(0, stations)
        var server = url[...]
        while server.hasSuffix("/") { server = server.dropLast() }
        self.server = String(server)
        self.seed = seed
        self.speed = speed
        self.mishaps = mishaps
        self.now = now
        self.group = group
        self.logger = logger
    }

    /// Lets the stations talk for a time, or until the task is cancelled, and closes their connections.
    public func run(for duration: Duration) async -> FleetReport {
        logger.debug("\(stations) charging stations begin to connect to \(server)")
        return await withTaskGroup(of: FleetReport?.self) { children in
            children.addTask {
                // Cancelled or not: the time is over.
                try? await Task.sleep(for: duration)
                return nil
            }
            for number in 0..<stations {
                let charger = charger(number)
                children.addTask { await charger.run() }
            }
            var sum = FleetReport()
            for await report in children {
                if let report { sum.add(report) } else { children.cancelAll() }
            }
            return sum
        }
    }

    /// They come quickly but not in the same instant: 100 a second, or more if there are thousands.
    private func charger(_ number: Int) -> SimulatedCharger {
        let seconds = Double(number) * min(0.01, 20 / Double(stations))
        return SimulatedCharger(
            server: server, script: StationScript(number: number, seed: seed, speed: speed, mishaps: mishaps),
            firstPause: .seconds(seconds), now: now, eventLoop: group.next(),
            backoff: Backoff(seed: seed ^ UInt64(number)))
    }
}
