import NIOCore
import NIOPosix
import NIOSSL

/// Connects to a server: TCP, and TLS where the URL says `wss`.
enum UpstreamDial {
    /// A channel on the given event loop. It reads nothing until a handler asks.
    static func connect(
        _ upstream: Upstream, on eventLoop: any EventLoop, timeout: TimeAmount
    ) -> EventLoopFuture<any Channel> {
        ClientBootstrap(group: eventLoop)
            .connectTimeout(timeout)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.allowRemoteHalfClosure, value: !upstream.isTLS)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard upstream.isTLS else { return }
                    let context = try NIOSSLContext(configuration: upstream.tls ?? .makeClientConfiguration())
                    // An address is no server name (RFC 6066 §3).
                    let isAddress = (try? SocketAddress(ipAddress: upstream.host, port: 0)) != nil
                    let handler = try NIOSSLClientHandler(
                        context: context, serverHostname: isAddress ? nil : upstream.host)
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .connect(host: upstream.host, port: upstream.port)
    }
}
