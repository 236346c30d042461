import NIOCore
import NIOSSL

/// One end of a WebSocket that this program speaks on: answers pings and closes, puts messages together, sends text.
final class Endpoint: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let role: Peer
    private let handler: any EndpointHandler
    private let opened: ConnectionOpened
    private let share: LoopShare
    private var reader: MessageReader
    private var connection: EndpointConnection?
    private var nextPing: Scheduled<Void>?
    private var hasHeard = true
    private var closedByPeer: ConnectionClosed?
    /// What was read in this turn of the event loop, and is given back at its end.
    private var heard: ByteBuffer?

    /// - Parameter role: which of the two ends this is. A client masks what it sends.
    init(
        role: Peer, handler: any EndpointHandler, opened: ConnectionOpened, compression: Compression?, share: LoopShare
    ) {
        self.share = share
        self.role = role
        self.handler = handler
        self.opened = opened
        reader = MessageReader(
            peer: role.other, mustMask: role == .server, compression: compression, limits: share.limits)
    }

    private var limits: Limits { share.limits }

    private var counters: ListenerCounters { share.counters }

    func handlerAdded(context: ChannelHandlerContext) {
        let connection = EndpointConnection(channel: context.channel, masks: role == .client, share: share)
        self.connection = connection
        if let idleTimeout = limits.idleTimeout {
            let counters = share.counters
            connection.idleWatch = IdleWatch(idleTimeout, on: context.eventLoop) { [weak connection] sentence in
                guard let connection, connection.isOpen else { return }
                counters.change { $0.idleClosed += 1 }
                connection.close(code: 1001, reason: sentence)
            }
        }
        schedulePing()
        handler.opened(connection, opened)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        hasHeard = true
        var bytes = unwrapInboundIn(data)
        share.traffic.bytes(bytes.readableBytes, from: role.other)
        // After its Close frame a peer says nothing more (RFC 6455 §5.5.1).
        while closedByPeer == nil, let event = reader.next(&bytes) { take(event) }
        heard = bytes
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Whoever read it has let it go by now.
        if var bytes = heard.take() { _ = share.buffer?.takeBack(&bytes) }
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed: connection?.finish()
        case is ListenerShutdown: connection?.close(code: 1001, reason: "this program was stopped")
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        nextPing?.cancel()
        if let connection {
            connection.ended()
            self.connection = nil
            handler.closed(
                connection.closing ?? closedByPeer ?? ConnectionClosed(by: role.other, code: 1006, reason: ""))
        }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The end of the input is told by an event of its own: what is on its way to the peer is still delivered.
        if case NIOSSLError.uncleanShutdown = error { return }
        if KeepAlive.found(error) { counters.change { $0.lost += 1 } }
        context.close(promise: nil)
    }

    private func take(_ event: MessageReader.Event) {
        switch event {
        case .message(let message):
            connection?.idleWatch?.hasHeard = true
            counters.heard(message, share.traffic)
            handler.received(message)
            switch message.problem {
            case .protocolViolation(let rule): connection?.close(code: 1002, reason: rule)
            case .tooLarge:
                connection?.close(code: 1009, reason: "a message is larger than \(limits.maximumMessageBytes) bytes")
            case .notInflatable: connection?.close(code: 1007, reason: "a message cannot be inflated")
            case nil: break
            }
        case .ping(let payload):
            connection?.idleWatch?.hasHeard = true
            connection?.sendControl(.pong, payload)
        case .pong: break
        case .close(let code, let reason):
            closedByPeer = ConnectionClosed(by: role.other, code: code, reason: reason)
            connection?.finish(answering: code)
        }
    }

    private func schedulePing() {
        guard let interval = limits.pingInterval, let connection else { return }
        nextPing = connection.eventLoop.assumeIsolated().scheduleTask(in: interval) { [weak self] in self?.ping() }
    }

    private func ping() {
        // Whatever was heard is a sign of life: a long message on a slow line holds the pong up.
        guard hasHeard else {
            guard let connection, connection.isOpen else { return }
            counters.change { $0.lost += 1 }
            connection.close(code: 1001, reason: "no answer to a ping came")
            return
        }
        hasHeard = false
        connection?.sendControl(.ping, [])
        schedulePing()
    }
}
