import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import WebSockets

/// What a connection needed is gone when the connection is: no ring of references and no timer keeps it.
@Suite(.timeLimit(.minutes(1)))
struct LifetimeTests {
    /// How many observers and handlers there are.
    private final class Census: Sendable {
        private let living = Atomic(0)
        private let born = Atomic(0)

        var alive: Int { living.load(ordering: .relaxed) }
        var total: Int { born.load(ordering: .relaxed) }

        func count(_ change: Int) {
            living.add(change, ordering: .relaxed)
            if change > 0 { born.add(change, ordering: .relaxed) }
        }
    }

    private final class Counted: ConnectionObserver, EndpointHandler {
        private let census: Census
        private var connection: EndpointConnection?

        init(_ census: Census) {
            self.census = census
            census.count(1)
        }

        deinit { census.count(-1) }

        func opened(_ opened: ConnectionOpened) {}
        /// Keeps the connection for good, as a handler well may.
        func opened(_ connection: EndpointConnection, _ opened: ConnectionOpened) { self.connection = connection }
        func received(_ message: Message) {}
        func refused(status: Int, reason: String, by peer: Peer?) {}
        func closed(_ closed: ConnectionClosed) {}
    }

    /// Nothing here ends because time is over: a timer that keeps something would keep it beyond the end of the test.
    private static var limits: Limits {
        var limits = Limits()
        limits.handshakeTimeout = .hours(1)
        limits.upstreamTimeout = .hours(1)
        limits.closingTimeout = .hours(1)
        limits.pingInterval = .hours(1)
        return limits
    }

    private static func tunnels(to port: Int, _ census: Census) async throws -> TestListener {
        let upstream = try Upstream(url: "ws://127.0.0.1:\(port)")
        return try await TestListener(limits) { .tunnel(to: upstream.request(for: $0), observer: Counted(census)) }
    }

    enum Ending: CaseIterable {
        case closedByStation, closedByUpstream, abortedByStation, abortedByUpstream, stationLeftBeforeTheAnswer, refused
    }

    @Test(arguments: Ending.allCases)
    func nothingIsLeftOfTunnelsHoweverTheyEnd(ending: Ending) async throws {
        let census = Census()
        let server = try await WireListener()
        let listener = try await Self.tunnels(to: server.port, census)
        for _ in 0..<20 {
            let station = try await Wire.connect(to: listener.port)
            station.send(handshake())
            let upstream = try await server.next()
            _ = await upstream.receiveHead()
            switch ending {
            case .stationLeftBeforeTheAnswer: station.close()
            case .refused: upstream.send("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n")
            default: upstream.send(acceptance())
            }
            if ending != .stationLeftBeforeTheAnswer { _ = await station.receiveHead() }
            station.send(TestFrame.text("hello", mask: TestFrame.masked).bytes)
            switch ending {
            case .closedByStation: station.close()
            case .closedByUpstream: upstream.close()
            case .abortedByStation: try await station.abort()
            case .abortedByUpstream: try await upstream.abort()
            case .stationLeftBeforeTheAnswer: break
            case .refused: station.close()
            }
            _ = await (station.receiveAll(), upstream.receiveAll())
            station.close()
            upstream.close()
        }
        try await eventually { census.total == 20 && census.alive == 0 && listener.listener.counts.open == 0 }
    }

    @Test func nothingIsLeftOfTunnelsThatNeverReachedTheirUpstream() async throws {
        let census = Census()
        let server = try await WireListener()
        let port = server.port
        try await server.close()
        let listener = try await Self.tunnels(to: port, census)
        for _ in 0..<20 {
            let station = try await Wire.connect(to: listener.port)
            station.send(handshake())
            _ = await station.receiveAll()
            station.close()
        }
        try await eventually { census.total == 20 && census.alive == 0 && listener.listener.counts.open == 0 }
    }

    @Test func nothingIsLeftOfEndpointsAndClients() async throws {
        let census = Census()
        let listener = try await TestListener(Self.limits) { _ in
            .endpoint(subprotocol: nil, handler: Counted(census))
        }
        let witness = Witness()
        for index in 0..<20 {
            let closes = index % 2 == 0
            try await WebSocketClient.connect(
                url: "ws://127.0.0.1:\(listener.port)/CP-1", subprotocols: [],
                on: MultiThreadedEventLoopGroup.singleton.next(), limits: Self.limits,
                makeHandler: {
                    witness.handler { connection, _ in
                        if closes { connection.close(code: 1000, reason: "") } else { connection.abort() }
                    }
                })
            _ = await witness.end()
        }
        try await eventually { census.total == 20 && census.alive == 0 && listener.listener.counts.open == 0 }
    }

    @Test func nothingIsLeftWhenTheListenerStops() async throws {
        let census = Census()
        let server = try await WireListener()
        let listener = try await Self.tunnels(to: server.port, census)
        var wires: [Wire] = []
        for _ in 0..<10 {
            let station = try await Wire.connect(to: listener.port)
            station.send(handshake())
            let upstream = try await server.next()
            _ = await upstream.receiveHead()
            upstream.send(acceptance())
            _ = await station.receiveHead()
            wires += [station, upstream]
        }
        let ending = listener.listener
        async let closed: Void = ending.close()
        for wire in wires {
            _ = await wire.receiveAll()
            wire.close()
        }
        await closed
        try await eventually { census.total == 10 && census.alive == 0 && listener.listener.counts.open == 0 }
    }
}
