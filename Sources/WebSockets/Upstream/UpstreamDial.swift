import NIOCore
import NIOPosix

/// Connects to a server: TCP, and TLS where the URL says `wss`.
enum UpstreamDial {
    /// Why a server was not reached, or was lost before it answered.
    struct Failure {
        var isTimeout: Bool
        /// A few words for the end of a sentence.
        var words: String
    }

    /// A channel on the given event loop. Handlers that are added in the callback of the future miss no byte.
    /// - Parameter buffer: what is read into; nil: a buffer of its own.
    static func connect(
        _ upstream: Upstream, on eventLoop: any EventLoop, limits: Limits, buffer: LoopBuffer? = nil
    ) -> EventLoopFuture<any Channel> {
        let bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(limits.upstreamTimeout)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            // TLS peers do not use half of a connection.
            .channelOption(.allowRemoteHalfClosure, value: !upstream.isTLS)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try buffer?.use(for: channel)
                    guard let tls = upstream.tls else { return }
                    try channel.pipeline.syncOperations.addHandler(tls.handler(for: upstream.host))
                }
            }
        return (limits.keepAlive?.options ?? []).reduce(bootstrap) { $0.channelOption($1.option, value: $1.value) }
            .connect(host: upstream.host, port: upstream.port)
    }

    /// Tells an error of ``connect(_:on:limits:)``, or of a channel that it made, in words.
    static func failure(_ error: any Error) -> Failure {
        switch error {
        case ChannelError.connectTimeout: Failure(isTimeout: true, words: "no connection came about in time")
        case let error as IOError:
            Failure(
                isTimeout: error.errnoCode == ETIMEDOUT, words: String(cString: strerror(error.errnoCode)).lowercased())
        case let error as NIOConnectionError:
            error.connectionErrors.first.map { failure($0.error) }
                ?? Failure(isTimeout: false, words: "the name \(error.host) cannot be resolved")
        case let error:
            Failure(isTimeout: false, words: TLSFailure.words(ofServer: error) ?? "\(error)")
        }
    }
}
