import NIOCore

/// Reads the opening request of a client and hands the channel to the tunnel, the endpoint, or a refusal.
final class HandshakeHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum State {
        case reading
        /// The acceptor has the request; nothing more is read from the client meanwhile.
        case deciding
        /// The upstream is being dialled; nothing more is read from the client meanwhile.
        case dialling(any ConnectionObserver)
        /// Another handler has the channel, or the client has an answer, or is gone: what still comes is dropped.
        case done
    }

    private let acceptor: any ConnectionAcceptor
    private let limits: Limits
    private let counters: ListenerCounters
    private let noRoom: String?
    private var state = State.reading
    private var received = ByteBuffer()
    private var owesRead = false
    private var timeout: Scheduled<Void>?

    /// - Parameter noRoom: why no connection is taken in; nil when one is.
    init(acceptor: any ConnectionAcceptor, limits: Limits, counters: ListenerCounters, noRoom: String?) {
        self.acceptor = acceptor
        self.limits = limits
        self.counters = counters
        self.noRoom = noRoom
    }

    func channelActive(context: ChannelHandlerContext) {
        if let noRoom {
            refuse(context, 503, noRoom)
        } else {
            timeout = context.eventLoop.assumeIsolated().scheduleTask(in: limits.handshakeTimeout) { [weak self] in
                self?.refuseGarbage(context, 408, "no handshake came in time")
            }
        }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        clientLeft()
        timeout?.cancel()
        context.fireChannelInactive()
    }

    func read(context: ChannelHandlerContext) {
        switch state {
        case .deciding, .dialling: owesRead = true
        case .reading, .done: context.read()
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch state {
        case .reading:
            received.writeImmutableBuffer(unwrapInboundIn(data))
            readHead(context)
        case .deciding, .dialling:
            received.writeImmutableBuffer(unwrapInboundIn(data))
            if received.readableBytes > limits.maximumEarlyBytes {
                let reason = "more than \(limits.maximumEarlyBytes) bytes came before the handshake was answered"
                giveUp(context, 400, reason)
            }
        case .done: break
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch (event, state) {
        case (ChannelEvent.inputClosed, .reading), (ChannelEvent.inputClosed, .deciding),
            (ChannelEvent.inputClosed, .dialling):
            context.close(promise: nil)
        case (is ListenerShutdown, .reading), (is ListenerShutdown, .deciding), (is ListenerShutdown, .dialling):
            giveUp(context, 503, "this program was stopped")
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func readHead(_ context: ChannelHandlerContext) {
        do throws(HTTPHead.Problem) {
            guard let head = try HTTPHead.take(from: &received, limit: limits.maximumHeadBytes, as: .request) else {
                return
            }
            timeout?.cancel()
            guard let (method, target) = head.requestLine else { throw .malformed }
            let request = HandshakeRequest(
                method: method, target: target, headers: head.headers, remoteAddress: context.channel.peerText)
            if let refusal = Handshake.refusal(of: request) {
                refuseGarbage(context, refusal.status, refusal.reason)
            } else {
                decide(request, head, context)
            }
        } catch .tooLarge {
            refuseGarbage(context, 431, "the request head is larger than \(limits.maximumHeadBytes) bytes")
        } catch {
            refuseGarbage(context, 400, "this is no HTTP request: a WebSocket handshake is expected here")
        }
    }

    private func decide(_ request: HandshakeRequest, _ head: HTTPHead, _ context: ChannelHandlerContext) {
        state = .deciding
        acceptor.decide(request, on: context.eventLoop) { decision in
            guard case .deciding = self.state else { return self.tellTooLate(decision) }
            switch decision {
            case .refuse(let status, let reason): self.refuse(context, status, reason)
            case .endpoint(let subprotocol, let handler): self.open(request, subprotocol, handler, context)
            case .tunnel(let asked, let observer):
                self.dial(asked.upstream, asked.head(for: request, headerLines: head.headerLines), observer, context)
            }
        }
    }

    /// The client did not wait for the decision.
    private func tellTooLate(_ decision: HandshakeDecision) {
        guard case .tunnel(_, let observer) = decision else { return }
        observer.refused(status: 499, reason: "the station went away before the upstream was reached", by: .client)
    }

    private func open(
        _ request: HandshakeRequest, _ subprotocol: String?, _ handler: any EndpointHandler,
        _ context: ChannelHandlerContext
    ) {
        let extensions = Compression.answer(to: request.headers)
        let response = Handshake.acceptance(of: request, subprotocol: subprotocol, extensions: extensions)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: response)), promise: nil)
        let compression = extensions.map { _ in Compression(clientForgets: true, serverForgets: true) }
        let opened = ConnectionOpened(
            subprotocol: subprotocol, isCompressed: compression != nil, isTLS: request.tls != nil)
        replace(
            by: Endpoint(role: .server, handler: handler, opened: opened, compression: compression, limits: limits),
            context)
    }

    private func dial(
        _ upstream: Upstream, _ head: [UInt8], _ observer: any ConnectionObserver, _ context: ChannelHandlerContext
    ) {
        state = .dialling(observer)
        UpstreamDial.connect(upstream, on: context.eventLoop, timeout: limits.upstreamTimeout)
            .assumeIsolated().whenComplete { result in
                switch (result, self.state) {
                case (.success(let server), .dialling):
                    self.tunnel(to: server, upstream, head, observer, context)
                case (.failure(let error), .dialling): self.unreachable(upstream, error, context)
                // The client is gone.
                case (.success(let server), _): server.close(promise: nil)
                case (.failure, _): break
                }
            }
    }

    private func tunnel(
        to server: any Channel, _ upstream: Upstream, _ head: [UInt8], _ observer: any ConnectionObserver,
        _ context: ChannelHandlerContext
    ) {
        let tunnel = Tunnel(
            client: context.channel, server: server, upstream: upstream, observer: observer, limits: limits,
            counters: counters)
        do {
            try server.pipeline.syncOperations.addHandler(TunnelEnd(peer: .server, tunnel: tunnel))
        } catch {
            return unreachable(upstream, error, context)
        }
        tunnel.begin(head: head)
        replace(by: TunnelEnd(peer: .client, tunnel: tunnel), context)
    }

    private func unreachable(
        _ upstream: Upstream, _ error: any Error, _ context: ChannelHandlerContext
    ) {
        let failure = UpstreamDial.failure(error)
        let reason = "the upstream \(upstream.address) cannot be reached: \(failure.words)"
        giveUp(context, failure.isTimeout ? 504 : 502, reason)
    }

    /// Refuses a client, and tells whoever was to listen to it.
    private func giveUp(_ context: ChannelHandlerContext, _ status: Int, _ reason: String) {
        let observer: (any ConnectionObserver)? = if case .dialling(let observer) = state { observer } else { nil }
        refuse(context, status, reason)
        observer?.refused(status: status, reason: reason, by: nil)
    }

    private func clientLeft() {
        if case .dialling(let observer) = state {
            counters.change { $0.refused += 1 }
            observer.refused(status: 499, reason: "the station went away before the upstream was reached", by: .client)
        }
        state = .done
    }

    /// Puts the next handler in this one's place and gives it the bytes that came behind the request.
    private func replace(by next: some ChannelHandler, _ context: ChannelHandlerContext) {
        state = .done
        let pipeline = context.pipeline
        let left = received
        received = ByteBuffer()
        do {
            try pipeline.syncOperations.addHandler(next, position: .after(self))
        } catch {
            return context.close(promise: nil)
        }
        if left.readableBytes > 0 {
            context.fireChannelRead(wrapInboundOut(left))
            context.fireChannelReadComplete()
        }
        let owesRead = owesRead
        pipeline.syncOperations.removeHandler(self).assumeIsolated().whenComplete { _ in
            if owesRead { pipeline.read() }
        }
    }

    private func refuseGarbage(_ context: ChannelHandlerContext, _ status: Int, _ reason: String) {
        guard case .reading = state else { return }
        acceptor.refused(from: context.channel.peerText, status: status, reason: reason)
        refuse(context, status, reason)
    }

    private func refuse(_ context: ChannelHandlerContext, _ status: Int, _ reason: String) {
        state = .done
        received = ByteBuffer()
        counters.change { $0.refused += 1 }
        let channel = context.channel
        channel.writeAndFlush(ByteBuffer(bytes: Handshake.response(status: status, reason: reason)))
            .assumeIsolated().whenComplete { _ in
                // Closing all at once would take the answer back when input is unread: the kernel resets the connection.
                channel.close(mode: .output, promise: nil)
            }
        timeout?.cancel()
        timeout = context.eventLoop.assumeIsolated().scheduleTask(in: limits.closingTimeout) {
            channel.close(promise: nil)
        }
        if owesRead { context.read() }
    }
}

extension Channel {
    /// The address of the other side, `192.168.1.7:51234`; empty where it has none.
    var peerText: String {
        guard let address = remoteAddress, let host = address.ipAddress, let port = address.port else { return "" }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
