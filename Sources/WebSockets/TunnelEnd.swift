import NIOCore

/// One end of a tunnel: moves bytes to the other end, as fast as that one takes them.
final class TunnelEnd: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let peer: Peer
    private let tunnel: Tunnel
    private var context: ChannelHandlerContext?
    private var owesRead = false
    private var heard: [ByteBuffer] = []

    init(peer: Peer, tunnel: Tunnel) {
        self.peer = peer
        self.tunnel = tunnel
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        tunnel.attach(self, as: peer)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        tunnel.relay(bytes, from: peer)
        heard.append(bytes)
    }

    /// The bytes go out first; only then are they listened to.
    func channelReadComplete(context: ChannelHandlerContext) {
        tunnel.flush(to: peer.other)
        let heard = heard
        self.heard.removeAll(keepingCapacity: true)
        for bytes in heard { tunnel.listen(to: bytes, from: peer) }
    }

    func read(context: ChannelHandlerContext) {
        if tunnel.isWritable(peer.other) { context.read() } else { owesRead = true }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { tunnel.resume(peer.other) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed: tunnel.inputEnded(peer)
        case is ListenerShutdown: tunnel.shutDown()
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        channelReadComplete(context: context)
        tunnel.ended(peer)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// The other end takes bytes again.
    func resume() {
        guard owesRead else { return }
        owesRead = false
        context?.read()
    }
}

/// Told to every connection when the listener stops.
struct ListenerShutdown: Sendable {}
