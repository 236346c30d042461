import NIOCore

/// One end of a WebSocket that this program speaks on: answers pings and closes, puts messages together, sends text.
final class Endpoint: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let role: Peer
    private let handler: any EndpointHandler
    private let opened: ConnectionOpened
    private let limits: Limits
    private var reader: MessageReader
    private var connection: EndpointConnection?
    private var nextPing: Scheduled<Void>?
    private var awaitsPong = false
    private var ended: ConnectionClosed?
    private var hasToldEnd = false

    /// - Parameter role: which of the two ends this is. A client masks what it sends.
    init(
        role: Peer, handler: any EndpointHandler, opened: ConnectionOpened, compression: Compression?, limits: Limits
    ) {
        self.role = role
        self.handler = handler
        self.opened = opened
        self.limits = limits
        reader = MessageReader(
            peer: role.other, mustMask: role == .server, compression: compression, limits: limits)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let connection = EndpointConnection(channel: context.channel, masks: role == .client, limits: limits)
        self.connection = connection
        schedulePing()
        handler.opened(connection, opened)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        guard ended == nil else { return }
        for event in reader.read(&bytes) {
            guard ended == nil else { return }
            take(event)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed: context.close(promise: nil)
        case is ListenerShutdown: end(nil, 1001, "this program was stopped")
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        nextPing?.cancel()
        connection?.isOpen = false
        if !hasToldEnd {
            hasToldEnd = true
            handler.closed(
                ended ?? connection?.closing ?? ConnectionClosed(by: role.other, code: 1006, reason: ""))
        }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func take(_ event: MessageReader.Event) {
        switch event {
        case .message(let message):
            handler.received(message)
            switch message.problem {
            case .protocolViolation(let rule): end(nil, 1002, rule)
            case .tooLarge: end(nil, 1009, "a message is larger than \(limits.maximumMessageBytes) bytes")
            case .notInflatable: end(nil, 1007, "a message cannot be inflated")
            case nil: break
            }
        case .ping(let payload): connection?.sendControl(.pong, payload)
        case .pong: awaitsPong = false
        case .close(let code, let reason):
            ended = connection?.closing ?? ConnectionClosed(by: role.other, code: code, reason: reason)
            connection?.finish(answering: code)
        }
    }

    private func end(_ by: Peer?, _ code: UInt16, _ reason: String) {
        connection?.close(code: code, reason: reason)
    }

    private func schedulePing() {
        guard let interval = limits.pingInterval, let connection else { return }
        nextPing = connection.eventLoop.assumeIsolated().scheduleTask(in: interval) { [weak self] in self?.ping() }
    }

    private func ping() {
        // What was not answered until now will not be: the other side is gone without a word.
        guard !awaitsPong else { return end(nil, 1001, "no pong came") }
        awaitsPong = true
        connection?.sendControl(.ping, [])
        schedulePing()
    }
}
