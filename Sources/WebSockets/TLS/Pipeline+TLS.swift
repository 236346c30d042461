import NIOCore
import NIOSSL

extension ChannelPipeline {
    /// Whether the channel is encrypted. On its event loop only.
    var isTLS: Bool {
        (try? syncOperations.handler(type: NIOSSLServerHandler.self)) != nil
            || (try? syncOperations.handler(type: NIOSSLClientHandler.self)) != nil
    }
}
