import NIOCore

/// The client's half of the opening handshake; gives way to an ``Endpoint`` when the server agreed.
final class ClientHandshake: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let request: [UInt8]
    private let accept: String
    private let limits: Limits
    private let makeHandler: @Sendable () -> any EndpointHandler
    private let done: EventLoopPromise<Void>
    private var received = ByteBuffer()
    private var isDone = false
    private var timeout: Scheduled<Void>?

    init(
        request: [UInt8], accept: String, limits: Limits, makeHandler: @escaping @Sendable () -> any EndpointHandler,
        done: EventLoopPromise<Void>
    ) {
        self.request = request
        self.accept = accept
        self.limits = limits
        self.makeHandler = makeHandler
        self.done = done
    }

    func handlerAdded(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: request)), promise: nil)
        timeout = context.eventLoop.assumeIsolated().scheduleTask(in: limits.handshakeTimeout) { [weak self] in
            self?.fail(context, .unreachable("no answer came in time"))
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDone else { return }
        received.writeImmutableBuffer(unwrapInboundIn(data))
        do {
            guard let head = try HTTPHead.take(from: &received, limit: limits.maximumHeadBytes, as: .answer) else {
                return
            }
            agree(head, context)
        } catch {
            fail(context, .badAnswer("it is no HTTP"))
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { closedEarly(context) }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        closedEarly(context)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(context, .unreachable(UpstreamDial.failure(error).words))
    }

    private func agree(_ head: HTTPHead, _ context: ChannelHandlerContext) {
        guard let (status, reason) = head.statusLine else { return fail(context, .badAnswer("it has no status")) }
        guard status == 101 else { return fail(context, .refused(status: status, reason: reason)) }
        guard head.headers["Sec-WebSocket-Accept"] == accept else {
            return fail(context, .badAnswer("Sec-WebSocket-Accept does not fit the key"))
        }
        guard head.headers["Sec-WebSocket-Extensions"] == nil else {
            return fail(context, .badAnswer("it agrees to an extension that was not offered"))
        }
        isDone = true
        timeout?.cancel()
        timeout = nil
        let endpoint = Endpoint(
            role: .client, handler: makeHandler(),
            opened: ConnectionOpened(
                subprotocol: head.headers["Sec-WebSocket-Protocol"], isCompressed: false,
                isTLS: context.channel.pipeline.isTLS),
            compression: nil, share: .alone(limits, on: context.eventLoop))
        let left = received
        received = ByteBuffer()
        do {
            try context.pipeline.syncOperations.addHandler(endpoint, position: .after(self))
        } catch {
            done.fail(error)
            return context.close(promise: nil)
        }
        done.succeed()
        if left.readableBytes > 0 {
            context.fireChannelRead(wrapInboundOut(left))
            context.fireChannelReadComplete()
        }
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    private func closedEarly(_ context: ChannelHandlerContext) {
        fail(context, .unreachable("the connection was closed during the handshake"))
    }

    private func fail(_ context: ChannelHandlerContext, _ error: WebSocketClient.ConnectError) {
        guard !isDone else { return }
        isDone = true
        timeout?.cancel()
        done.fail(error)
        context.close(promise: nil)
    }
}
