import NIOCore
import NIOSSL

/// One end of a tunnel: moves bytes to the other end, as fast as that one takes them.
final class TunnelEnd: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let peer: Peer
    let tunnel: Tunnel
    private let buffer: LoopBuffer?
    /// What was relayed in this turn of the event loop, and is listened to at its end.
    private var relayed: ByteBuffer?
    /// What was sent last, where that is something else.
    private var sent: ByteBuffer?
    /// The other peer takes in slowly: of what it was sent last, something still waits.
    private var lags = false

    /// - Parameter buffer: what this peer is read into; nil: a buffer of its own.
    init(peer: Peer, tunnel: Tunnel, buffer: LoopBuffer?) {
        self.peer = peer
        self.tunnel = tunnel
        self.buffer = buffer
    }

    func handlerAdded(context: ChannelHandlerContext) {
        tunnel.attach(context, of: peer)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        tunnel.attach(nil, of: peer)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        // What waits to be sent holds the whole buffer that it was read into, however small it is.
        let copy = lags && bytes.readableBytes < bytes.storageCapacity / 2 ? ByteBuffer(buffer: bytes) : nil
        guard tunnel.relay(copy ?? bytes, from: peer) else { return }
        if relayed == nil {
            relayed = bytes
            sent = copy
        } else {
            // The first bytes of a connection come in two pieces, and TLS may bring several.
            relayed?.writeImmutableBuffer(bytes)
            sent = copy ?? bytes
        }
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
        guard var bytes = relayed.take() else { return }
        tunnel.listen(to: bytes, from: peer)
        let isGivenBack = buffer?.takeBack(&bytes) ?? true
        lags = !isGivenBack
        if var sent = sent.take() { lags = !sent.isFree }
    }
}
