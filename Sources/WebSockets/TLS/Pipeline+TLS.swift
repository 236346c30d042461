import NIOCore
import NIOSSL

extension ChannelPipeline {
    /// Whether the channel is encrypted. On its event loop only.
    var isTLS: Bool {
        (try? syncOperations.handler(type: NIOSSLServerHandler.self)) != nil
            || (try? syncOperations.handler(type: NIOSSLClientHandler.self)) != nil
    }

    /// What a finished TLS handshake with a client came to; nil where there is no TLS. On the channel's event loop only.
    var clientTLS: ClientTLS? {
        guard let handler = try? syncOperations.handler(type: NIOSSLServerHandler.self) else { return nil }
        let version =
            switch handler.tlsVersion {
            case .tlsv13: "TLS 1.3"
            case .tlsv12: "TLS 1.2"
            default: "TLS"
            }
        return ClientTLS(version: version, certificate: try? handler.peerCertificate?.toDERBytes())
    }
}

extension Channel {
    /// Closes at once. TLS would say goodbye first and wait for an answer. On the channel's event loop only.
    func closeNow() {
        let pipeline = pipeline.syncOperations
        let outermost =
            (try? pipeline.context(handlerType: NIOSSLServerHandler.self))
            ?? (try? pipeline.context(handlerType: NIOSSLClientHandler.self))
        if let outermost { outermost.close(promise: nil) } else { close(promise: nil) }
    }
}
