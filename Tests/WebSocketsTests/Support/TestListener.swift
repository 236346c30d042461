import Logging
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import WebSockets

/// A listener whose acceptor does what a test says.
struct TestListener: Sendable {
    let listener: Listener
    let strangers: Strangers

    var port: Int { listener.localPort }

    /// Statuses and reasons for what is no handshake.
    final class Strangers: Sendable {
        private let seen = Mutex<[(status: Int, reason: String)]>([])

        var statuses: [Int] { seen.withLock { $0.map(\.status) } }
        var reasons: [String] { seen.withLock { $0.map(\.reason) } }

        func add(_ status: Int, _ reason: String) {
            seen.withLock { $0.append((status, reason)) }
        }
    }

    private struct Acceptor: ConnectionAcceptor {
        let strangers: Strangers
        let whenToDecide: EventLoopFuture<Void>?
        let decision: @Sendable (HandshakeRequest) -> HandshakeDecision

        func decide(
            _ request: HandshakeRequest, on eventLoop: any EventLoop, answer: @escaping (HandshakeDecision) -> Void
        ) {
            guard let whenToDecide else { return answer(decision(request)) }
            whenToDecide.hop(to: eventLoop).assumeIsolated().whenComplete { _ in answer(decision(request)) }
        }
        func refused(from remoteAddress: String, status: Int, reason: String) { strangers.add(status, reason) }
    }

    init(
        _ limits: Limits = Limits(), tls: ServerTLS? = nil,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton, whenToDecide: EventLoopFuture<Void>? = nil,
        decide: @escaping @Sendable (HandshakeRequest) -> HandshakeDecision
    ) async throws {
        strangers = Strangers()
        listener = try await Listener.bind(
            host: "127.0.0.1", port: 0, group: group, limits: limits, tls: tls,
            acceptor: Acceptor(strangers: strangers, whenToDecide: whenToDecide, decision: decide),
            logger: Logger(label: "test"))
    }

    /// Relays everything to an upstream.
    static func tunnel(
        to port: Int, _ witness: Witness, path: String = "", limits: Limits = Limits(), tls: ServerTLS? = nil
    ) async throws -> TestListener {
        let upstream = try Upstream(url: "ws://127.0.0.1:\(port)\(path)")
        return try await TestListener(limits, tls: tls) {
            .tunnel(to: upstream.request(for: $0), observer: witness.observer())
        }
    }

    /// Is the other end, and does something when a connection opens (nil) and with each message.
    static func endpoint(
        _ witness: Witness, limits: Limits = Limits(), tls: ServerTLS? = nil,
        act: @escaping @Sendable (EndpointConnection, Message?) -> Void = { _, _ in }
    ) async throws -> TestListener {
        try await TestListener(limits, tls: tls) { _ in .endpoint(subprotocol: nil, handler: witness.handler(act)) }
    }
}

/// The opening request of a client.
func handshake(_ target: String = "/CP-1", _ extra: String...) -> String {
    let lines = [
        "GET \(target) HTTP/1.1", "Host: here", "Upgrade: websocket", "Connection: keep-alive, Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
    ]
    return (lines + extra).map { $0 + "\r\n" }.joined() + "\r\n"
}

/// The answer of a server that agrees.
func acceptance(_ extra: String...) -> String {
    let lines = [
        "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
    ]
    return (lines + extra).map { $0 + "\r\n" }.joined() + "\r\n"
}

/// The answer to a request with a key of its own.
func acceptance(for head: String, _ extra: String...) -> String {
    let key = head.split(separator: "\r\n").first { $0.hasPrefix("Sec-WebSocket-Key: ") }?.dropFirst(19) ?? ""
    let lines = [
        "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
        "Sec-WebSocket-Accept: \(Handshake.accept(key: String(key)))",
    ]
    return (lines + extra).map { $0 + "\r\n" }.joined() + "\r\n"
}

/// Both ends of a tunnel that is open: a station and its upstream.
struct OpenTunnel {
    let listener: TestListener
    let witness: Witness
    let station: Wire
    let upstream: Wire

    init(extensions: String? = nil, limits: Limits = Limits()) async throws {
        witness = Witness()
        let server = try await WireListener()
        listener = try await TestListener.tunnel(to: server.port, witness, limits: limits)
        station = try await Wire.connect(to: listener.port)
        station.send(handshake())
        upstream = try await server.next()
        _ = await upstream.receiveHead()
        upstream.send(extensions.map { acceptance("Sec-WebSocket-Extensions: \($0)") } ?? acceptance())
        _ = await station.receiveHead()
        _ = await witness.next()
    }

    /// Returns when the tunnel leaves bytes of a peer unread because the other one takes nothing in. It tells nobody, so it is
    /// asked again and again; the test's own time limit ends that.
    func stops(reading peer: Peer) async throws {
        let channel = try #require(listener.listener.connections.open.first)
        while true {
            let owes = try await channel.eventLoop.submit {
                try channel.pipeline.syncOperations.handler(type: TunnelEnd.self).tunnel.owesRead(peer)
            }.get()
            if owes { return }
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}
