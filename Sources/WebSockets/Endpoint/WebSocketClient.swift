public import NIOCore
import NIOPosix

/// Dials a WebSocket server: for simulated charging stations and for tests.
public enum WebSocketClient {
    /// Why no connection came about.
    public enum ConnectError: Error, Sendable, CustomStringConvertible {
        /// The server answered with another status than 101.
        case refused(status: Int, reason: String)
        /// No connection, or it broke before the handshake was done.
        case unreachable(String)
        /// The server's answer is no handshake.
        case badAnswer(String)

        /// One sentence with the cause.
        public var description: String {
            switch self {
            case .refused(let status, let reason): "the server refused the connection: \(status) \(reason)"
            case .unreachable(let why): "the server cannot be reached: \(why)"
            case .badAnswer(let why): "the server's answer is no WebSocket handshake: \(why)"
            }
        }
    }

    /// Connects and returns when the handshake is done.
    /// - Parameters:
    ///   - url: `ws://host:port/path?query` or `wss://…`.
    ///   - tls: how a `wss` server is verified, and what is shown to it; nil: by the roots that the system trusts.
    ///   - makeHandler: makes the handler, on the event loop on which it is used.
    /// - Throws: ``ConnectError``, or `Upstream.InvalidURL` for a text that is no such URL.
    public static func connect(
        url: String, subprotocols: [String], headers: HandshakeHeaders = HandshakeHeaders(),
        on eventLoop: any EventLoop, limits: Limits = Limits(), tls: UpstreamTLS? = nil,
        makeHandler: @escaping @Sendable () -> any EndpointHandler
    ) async throws {
        let bare = url.prefix { $0 != "?" && $0 != "#" }
        let path = path(of: bare)
        let server = try Upstream(url: String(bare[..<path.startIndex]), tls: tls)
        let query = url.dropFirst(bare.count).prefix { $0 != "#" }
        var random = SystemRandomNumberGenerator()
        let key = Handshake.key(using: &random)
        let request = request(server, "\(path.isEmpty ? "/" : path)\(query)", key, subprotocols, headers)
        let done = eventLoop.makePromise(of: Void.self)
        // In one step on the loop, so that the handler misses nothing of the channel.
        UpstreamDial.connect(server, on: eventLoop, limits: limits).flatMapThrowing { channel in
            let handshake = ClientHandshake(
                request: request, accept: Handshake.accept(key: key), limits: limits, makeHandler: makeHandler,
                done: done)
            try channel.pipeline.syncOperations.addHandler(handshake)
        }.whenFailure { done.fail(ConnectError.unreachable("\($0)")) }
        try await done.futureResult.get()
    }

    /// The path of a URL as it stands there; an ``Upstream`` keeps no slash at its end.
    private static func path(of url: Substring) -> Substring {
        let behindScheme = url.drop { $0 != ":" }.dropFirst(3)
        return behindScheme.drop { $0 != "/" }
    }

    private static func request(
        _ server: Upstream, _ target: String, _ key: String, _ subprotocols: [String], _ headers: HandshakeHeaders
    ) -> [UInt8] {
        var text = "GET \(target) HTTP/1.1\r\nHost: \(server.hostHeader)\r\nUpgrade: websocket\r\n"
        text += "Connection: Upgrade\r\nSec-WebSocket-Key: \(key)\r\nSec-WebSocket-Version: 13\r\n"
        if !subprotocols.isEmpty { text += "Sec-WebSocket-Protocol: \(subprotocols.joined(separator: ", "))\r\n" }
        for header in headers.all { text += "\(header.name): \(header.value)\r\n" }
        return Array((text + "\r\n").utf8)
    }
}
