public import Logging
public import NIOCore
import NIOPosix
import NIOSSL

/// Takes in WebSocket connections on one address, each decided about by the acceptor.
public final class Listener: Sendable {
    /// The address cannot be listened on.
    public struct BindError: Error, Sendable, CustomStringConvertible {
        /// Host and port as they were asked for.
        public var address: String
        /// The system's words.
        public var cause: String

        /// One sentence with both.
        public var description: String { "\(address) cannot be listened on: \(cause)" }
    }

    private let server: any Channel
    private let group: any EventLoopGroup
    let connections: ConnectionRegistry
    private let counters: ListenerCounters
    private let limits: Limits

    private init(
        server: any Channel, group: any EventLoopGroup, connections: ConnectionRegistry, counters: ListenerCounters,
        limits: Limits
    ) {
        self.server = server
        self.group = group
        self.connections = connections
        self.counters = counters
        self.limits = limits
    }

    /// Begins to listen.
    /// - Parameters:
    ///   - port: 0 takes a free one; see ``localPort``.
    ///   - tls: nil: clients connect with `ws://`, else with `wss://`.
    ///   - other: a listener whose connections count towards the same limits, with the same ``Limits``. They are closed together.
    /// - Throws: ``BindError``.
    public static func bind(
        host: String, port: Int, group: any EventLoopGroup, limits: Limits = Limits(), tls: ServerTLS? = nil,
        sharing other: Listener? = nil, acceptor: any ConnectionAcceptor, logger: Logger
    ) async throws -> Listener {
        let connections =
            other?.connections
            ?? ConnectionRegistry(maximum: limits.maximumConnections, perAddress: limits.maximumConnectionsPerAddress)
        let loops = Array(group.makeIterator())
        let counters = ListenerCounters(loops)
        let shares = Dictionary(
            loops.map { (ObjectIdentifier($0), LoopShare(limits, counters, on: $0)) },
            uniquingKeysWith: { first, _ in first })
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let noRoom = admit(channel, connections, counters, logger)
                    let loop = channel.eventLoop
                    let share = shares[ObjectIdentifier(loop)] ?? LoopShare(limits, counters, on: loop, reads: false)
                    try share.buffer?.use(for: channel)
                    let pipeline = channel.pipeline.syncOperations
                    if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls.context)) }
                    try pipeline.addHandler(
                        HandshakeHandler(acceptor: acceptor, share: share, noRoom: noRoom, isTLS: tls != nil))
                }
            }
        do {
            // Linux hands these options of the listening socket on to each that it accepts.
            let alive = limits.keepAlive?.options ?? []
            let server = try await alive.reduce(bootstrap) { $0.serverChannelOption($1.option, value: $1.value) }
                .bind(host: host, port: port).get()
            return Listener(
                server: server, group: group, connections: connections, counters: counters, limits: limits)
        } catch {
            let shownHost = host.contains(":") ? "[\(host)]" : host
            throw BindError(address: "\(shownHost):\(port)", cause: cause(of: error))
        }
    }

    /// The port that is listened on.
    public var localPort: Int { server.localAddress?.port ?? 0 }

    /// Figures since the start.
    public var counts: ListenerCounts { counters.snapshot }

    /// Takes in no more connections, tells those that are open to end, and returns when they have, or the time is over.
    public func close() async {
        // A server channel that is closed already is what is wanted.
        try? await server.setOption(.autoRead, value: false).get()
        await settle()
        try? await server.close().get()
        let open = connections.close()
        for channel in open { channel.pipeline.fireUserInboundEventTriggered(ListenerShutdown()) }
        let loop = server.eventLoop
        let ended = EventLoopFuture<Void>.andAllComplete(open.map(\.closeFuture), on: loop)
        let deadline = loop.scheduleTask(in: limits.closingTimeout + .seconds(1)) {
            for channel in open { channel.eventLoop.execute { channel.closeNow() } }
        }
        try? await ended.get()
        deadline.cancel()
    }

    /// A connection that was accepted goes to its own event loop, back to ours, and again to its own before it can be spoken to.
    /// Were ours closed meanwhile, it would end without a word.
    private func settle() async {
        for _ in 0..<3 {
            for loop in group.makeIterator() { try? await loop.submit {}.get() }
        }
    }

    /// - Returns: why there is no room for a connection; nil when it was taken in.
    private static func admit(
        _ channel: any Channel, _ connections: ConnectionRegistry, _ counters: ListenerCounters, _ logger: Logger
    ) -> String? {
        switch connections.add(channel) {
        case .taken:
            counters.change {
                $0.accepted += 1
                $0.open += 1
            }
            let address = connections.address(of: channel)
            channel.closeFuture.whenComplete { _ in
                connections.remove(channel, from: address)
                counters.change { $0.open -= 1 }
            }
            return nil
        case .full(let isNews):
            if isNews {
                logger.warning(
                    "no more connections are taken in until one ends", metadata: ["open": "\(connections.maximum)"])
            }
            counters.change { $0.noRoom += 1 }
            return "too many connections are open"
        case .fullForAddress:
            counters.change { $0.noRoomForAddress += 1 }
            return "too many connections are open from this address"
        case .closed: return "this program is being stopped"
        }
    }

    private static func cause(of error: any Error) -> String {
        switch error {
        case let error as IOError: String(cString: strerror(error.errnoCode))
        case let error as SocketAddressError.UnknownHost: "the name \(error.host) cannot be resolved"
        default: "\(error)"
        }
    }
}

/// Told to every connection when the listener stops.
struct ListenerShutdown: Sendable {}
