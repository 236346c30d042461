public import Logging
public import NIOCore
import NIOPosix
import Synchronization

/// Takes in WebSocket connections on one address, each decided about by the acceptor.
public final class Listener: Sendable {
    /// The address cannot be listened on.
    public struct BindError: Error, Sendable, CustomStringConvertible {
        public var address: String
        public var cause: String

        public var description: String { "\(address) cannot be listened on: \(cause)" }
    }

    private let server: any Channel
    private let connections: ConnectionRegistry
    private let counters: ListenerCounters
    private let limits: Limits

    private init(
        server: any Channel, connections: ConnectionRegistry, counters: ListenerCounters, limits: Limits
    ) {
        self.server = server
        self.connections = connections
        self.counters = counters
        self.limits = limits
    }

    /// Begins to listen.
    /// - Parameter port: 0 takes a free one; see ``localPort``.
    /// - Throws: ``BindError``.
    public static func bind(
        host: String, port: Int, group: any EventLoopGroup, limits: Limits = Limits(),
        acceptor: any ConnectionAcceptor, logger: Logger
    ) async throws -> Listener {
        let connections = ConnectionRegistry(maximum: limits.maximumConnections)
        let counters = ListenerCounters()
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard connections.add(channel) else {
                        return try channel.pipeline.syncOperations.addHandler(FullHouse())
                    }
                    counters.change {
                        $0.accepted += 1
                        $0.open += 1
                    }
                    channel.closeFuture.whenComplete { _ in
                        connections.remove(channel)
                        counters.change { $0.open -= 1 }
                    }
                    try channel.pipeline.syncOperations.addHandler(
                        HandshakeHandler(acceptor: acceptor, limits: limits, counters: counters))
                }
            }
        do {
            let server = try await bootstrap.bind(host: host, port: port).get()
            return Listener(server: server, connections: connections, counters: counters, limits: limits)
        } catch let error as IOError {
            throw BindError(address: "\(host):\(port)", cause: String(cString: strerror(error.errnoCode)))
        } catch {
            throw BindError(address: "\(host):\(port)", cause: "\(error)")
        }
    }

    /// The port that is listened on.
    public var localPort: Int { server.localAddress?.port ?? 0 }

    /// Figures since the start.
    public var counts: ListenerCounts { counters.snapshot }

    /// Takes in no more connections, tells those that are open to end, and returns when they have, or the time is over.
    public func close() async {
        // A server channel that is closed already is what is wanted.
        try? await server.close().get()
        let open = connections.all
        for channel in open { channel.pipeline.fireUserInboundEventTriggered(ListenerShutdown()) }
        let loop = server.eventLoop
        let ended = EventLoopFuture<Void>.andAllComplete(open.map(\.closeFuture), on: loop)
        let deadline = loop.scheduleTask(in: limits.closingTimeout + .seconds(1)) {
            for channel in open { channel.close(promise: nil) }
        }
        try? await ended.get()
        deadline.cancel()
    }
}

/// The open connections of a listener, up to its limit.
private final class ConnectionRegistry: Sendable {
    private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])
    private let maximum: Int

    init(maximum: Int) {
        self.maximum = maximum
    }

    var all: [any Channel] { channels.withLock { Array($0.values) } }

    func add(_ channel: any Channel) -> Bool {
        channels.withLock { channels in
            guard channels.count < maximum else { return false }
            channels[ObjectIdentifier(channel)] = channel
            return true
        }
    }

    func remove(_ channel: any Channel) {
        channels.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(channel)) }
    }
}

/// Answers a connection for which there is no room.
private final class FullHouse: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelActive(context: ChannelHandlerContext) {
        let response = Handshake.response(status: 503, reason: "too many connections are open")
        let channel = context.channel
        channel.writeAndFlush(ByteBuffer(bytes: response)).whenComplete { _ in channel.close(promise: nil) }
    }
}
