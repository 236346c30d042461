import NIOCore
import NIOSSL
import NIOTLS

/// Reads the opening request of a client and hands the channel to the tunnel, the endpoint, or a refusal.
final class HandshakeHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum State {
        /// The TLS handshake is not done yet.
        case securing
        case reading
        /// The acceptor has the request; nothing more is read from the client meanwhile.
        case deciding
        /// The upstream is being dialled; nothing more is read from the client meanwhile.
        case dialling(any ConnectionObserver)
        /// Another handler has the channel, or the client has an answer, or is gone: what still comes is dropped.
        case done
    }

    private let acceptor: any ConnectionAcceptor
    private let share: LoopShare
    private let noRoom: String?
    private var state: State
    private var received = ByteBuffer()
    private var owesRead = false
    private var timeout: Scheduled<Void>?
    /// How the connection ended while it was decided about.
    private var overtaken: (status: Int, reason: String, by: Peer?)?

    /// - Parameters:
    ///   - noRoom: why no connection is taken in; nil when one is.
    ///   - isTLS: whether TLS stands before this handler.
    init(acceptor: any ConnectionAcceptor, share: LoopShare, noRoom: String?, isTLS: Bool) {
        state = isTLS ? .securing : .reading
        self.acceptor = acceptor
        self.share = share
        self.noRoom = noRoom
    }

    private var limits: Limits { share.limits }

    private var counters: ListenerCounters { share.counters }

    func channelActive(context: ChannelHandlerContext) {
        if let noRoom {
            refuse(context, 503, noRoom)
        } else {
            timeout = context.eventLoop.assumeIsolated().scheduleTask(in: limits.handshakeTimeout) { [weak self] in
                self?.tooSlow(context)
            }
        }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        clientLeft(context)
        timeout?.cancel()
        context.fireChannelInactive()
    }

    func read(context: ChannelHandlerContext) {
        switch state {
        case .deciding, .dialling: owesRead = true
        case .securing, .reading, .done: context.read()
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
        case .securing, .done: break
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch (event, state) {
        case (TLSUserEvent.handshakeCompleted, .securing):
            state = .reading
            counters.change { $0.tlsAccepted += 1 }
        case (is ListenerShutdown, .securing): endInsecurely(context, 503, "this program was stopped")
        case (ChannelEvent.inputClosed, .securing): clientLeft(context)
        case (ChannelEvent.inputClosed, .reading), (ChannelEvent.inputClosed, .deciding),
            (ChannelEvent.inputClosed, .dialling):
            context.close(promise: nil)
        case (is ListenerShutdown, .reading), (is ListenerShutdown, .deciding), (is ListenerShutdown, .dialling):
            giveUp(context, 503, "this program was stopped")
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case .securing = state { endInsecurely(context, 400, TLSFailure.sentence(ofClient: error)) }
        // The end of the input is told by an event: what is on its way to the client is still delivered.
        if case NIOSSLError.uncleanShutdown = error { return }
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
                method: method, target: target, headers: head.headers, remoteAddress: context.channel.peerText,
                tls: context.pipeline.clientTLS)
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
            case .refuse(let status, let reason, let headers): self.refuse(context, status, reason, headers)
            case .endpoint(let subprotocol, let handler): self.open(request, subprotocol, handler, context)
            case .tunnel(let asked, let observer):
                self.dial(asked.upstream, asked.head(for: request, headerLines: head.headerLines), observer, context)
            }
        }
    }

    /// The connection was over before the decision. A refusal has nothing to tell: it came to the same.
    private func tellTooLate(_ decision: HandshakeDecision) {
        guard let overtaken else { return }
        switch decision {
        case .refuse: break
        case .endpoint(_, let handler):
            handler.closed(ConnectionClosed(by: overtaken.by, code: 1006, reason: overtaken.reason))
        case .tunnel(_, let observer):
            observer.refused(status: overtaken.status, reason: overtaken.reason, by: overtaken.by)
        }
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
            by: Endpoint(
                role: .server, handler: handler, opened: opened, compression: compression, share: share),
            context)
    }

    private func dial(
        _ upstream: Upstream, _ head: [UInt8], _ observer: any ConnectionObserver, _ context: ChannelHandlerContext
    ) {
        state = .dialling(observer)
        UpstreamDial.connect(upstream, on: context.eventLoop, limits: limits, buffer: share.buffer)
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
            client: context.channel, server: server, upstream: upstream, observer: observer, share: share)
        do {
            try server.pipeline.syncOperations.addHandler(
                TunnelEnd(peer: .server, tunnel: tunnel, buffer: share.buffer))
        } catch {
            return unreachable(upstream, error, context)
        }
        tunnel.begin(head: head)
        replace(by: TunnelEnd(peer: .client, tunnel: tunnel, buffer: share.buffer), context)
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
        if case .deciding = state { overtaken = (status, reason, nil) }
        refuse(context, status, reason)
        observer?.refused(status: status, reason: reason, by: nil)
    }

    private func clientLeft(_ context: ChannelHandlerContext) {
        let status = 499
        switch state {
        case .securing: endInsecurely(context, 400, TLSFailure.clientLeft)
        case .deciding:
            counters.refuse(status)
            overtaken = (status, "the station went away before it was answered", .client)
        case .dialling(let observer):
            counters.refuse(status)
            let reason = "the station went away before the upstream was reached"
            observer.refused(status: status, reason: reason, by: .client)
        case .reading, .done: break
        }
        state = .done
    }

    private func tooSlow(_ context: ChannelHandlerContext) {
        switch state {
        case .securing: endInsecurely(context, 408, TLSFailure.tooSlow)
        default: refuseGarbage(context, 408, "no handshake came in time")
        }
    }

    /// Ends a connection on which TLS did not come about, so that there is nothing to write an answer on.
    private func endInsecurely(_ context: ChannelHandlerContext, _ status: Int, _ reason: String) {
        guard case .securing = state else { return }
        state = .done
        timeout?.cancel()
        counters.refuse(status) { if status != 503 { $0.tlsFailed += 1 } }
        acceptor.refused(from: context.channel.peerText, status: status, reason: reason)
        context.channel.closeNow()
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

    private func refuse(
        _ context: ChannelHandlerContext, _ status: Int, _ reason: String, _ headers: [HandshakeHeaders.Header] = []
    ) {
        state = .done
        received = ByteBuffer()
        counters.refuse(status)
        let channel = context.channel
        channel.writeAndFlush(ByteBuffer(bytes: Handshake.response(status: status, reason: reason, headers: headers)))
            .assumeIsolated().whenComplete { _ in
                // Closing all at once would take the answer back when input is unread: the kernel resets the connection.
                channel.close(mode: .output, promise: nil)
            }
        timeout?.cancel()
        timeout = context.eventLoop.assumeIsolated().scheduleTask(in: limits.closingTimeout) {
            channel.closeNow()
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
