public import Logging
public import NIOCore
public import WebSockets

/// The OCPP port: takes in charging stations, and records what is said on each connection.
public struct CaptureServer: Sendable {
    private let listener: Listener

    /// Begins to listen.
    /// - Parameter port: 0 takes a free one; see ``localPort``.
    /// - Throws: `Listener.BindError` when the address cannot be listened on.
    public static func bind(
        host: String, port: Int, role: CaptureRole, settings: CaptureSettings, limits: Limits = Limits(),
        group: any EventLoopGroup, logger: Logger
    ) async throws -> CaptureServer {
        let acceptor = CaptureAcceptor(role: role, settings: settings, logger: logger)
        return CaptureServer(
            listener: try await Listener.bind(
                host: host, port: port, group: group, limits: limits, acceptor: acceptor, logger: logger))
    }

    /// The port that is listened on.
    public var localPort: Int { listener.localPort }

    /// Connections, refusals and peers that cannot be listened to, since the start.
    public var counts: ListenerCounts { listener.counts }

    /// Takes in no more connections and ends those that are open; returns when the last word of each is recorded.
    public func close() async {
        await listener.close()
    }
}
