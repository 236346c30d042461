import NIOCore
import NIOSSL

/// One end of a tunnel: moves bytes to the other end, as fast as that one takes them.
final class TunnelEnd: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let peer: Peer
    let tunnel: Tunnel
    /// What was relayed in this turn of the event loop, and is listened to at its end.
    private var relayed: [ByteBuffer] = []

    init(peer: Peer, tunnel: Tunnel) {
        self.peer = peer
        self.tunnel = tunnel
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        if tunnel.relay(bytes, from: peer) { relayed.append(bytes) }
    }

    /// The bytes go out first; only then are they listened to.
    func channelReadComplete(context: ChannelHandlerContext) {
        tunnel.flush(to: peer.other)
        listen()
    }

    func read(context: ChannelHandlerContext) {
        if tunnel.mayRead(from: peer) { context.read() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { tunnel.resume(peer.other) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            listen()
            tunnel.inputEnded(peer)
        case is ListenerShutdown: tunnel.shutDown()
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        listen()
        tunnel.ended(peer)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        tunnel.failed(peer, error)
        // The end of the input is told by an event of its own: what is on its way to this peer is still delivered.
        if case NIOSSLError.uncleanShutdown = error { return }
        context.close(promise: nil)
    }

    private func listen() {
        guard !relayed.isEmpty else { return }
        let bytes = relayed
        relayed = []
        for bytes in bytes { tunnel.listen(to: bytes, from: peer) }
    }
}
