import Logging
import NIOCore

/// Reads the opening request of a client and hands the channel to the tunnel, the endpoint, or a refusal.
final class HandshakeHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum State {
        case reading
        /// The upstream is being dialled; nothing more is read from the client meanwhile.
        case dialling
        case done
    }

    private let acceptor: any ConnectionAcceptor
    private let limits: Limits
    private let counters: ListenerCounters
    private var state = State.reading
    private var received = ByteBuffer()
    private var owesRead = false
    private var timeout: Scheduled<Void>?

    init(acceptor: any ConnectionAcceptor, limits: Limits, counters: ListenerCounters) {
        self.acceptor = acceptor
        self.limits = limits
        self.counters = counters
    }

    func channelActive(context: ChannelHandlerContext) {
        timeout = context.eventLoop.assumeIsolated().scheduleTask(in: limits.handshakeTimeout) { [weak self] in
            self?.refuseGarbage(context, 408, "no handshake came in time")
        }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        state = .done
        timeout?.cancel()
        context.fireChannelInactive()
    }

    func read(context: ChannelHandlerContext) {
        if state == .dialling { owesRead = true } else { context.read() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        received.writeBuffer(&bytes)
        guard state == .reading else { return }
        do {
            guard let head = try HTTPHead.take(from: &received, limit: limits.maximumHeadBytes) else { return }
            timeout?.cancel()
            try decide(head, context)
        } catch HTTPHead.Problem.tooLarge {
            refuseGarbage(context, 431, "the request head is larger than \(limits.maximumHeadBytes) bytes")
        } catch {
            refuseGarbage(context, 400, "this is no HTTP request: a WebSocket handshake is expected here")
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event, state == .reading { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func decide(_ head: HTTPHead, _ context: ChannelHandlerContext) throws {
        guard let (method, target) = head.requestLine else { throw HTTPHead.Problem.malformed }
        let request = HandshakeRequest(
            method: method, target: target, headers: head.headers, remoteAddress: context.channel.peerText,
            isTLS: false)
        if let refusal = Handshake.refusal(of: request) {
            return refuseGarbage(context, refusal.status, refusal.reason)
        }
        switch acceptor.decide(request, on: context.eventLoop) {
        case .refuse(let status, let reason): refuse(context, status, reason)
        case .endpoint(let subprotocol, let handler): open(request, subprotocol, handler, context)
        case .tunnel(let upstream, let observer): dial(upstream, request, observer, context)
        }
    }

    private func open(
        _ request: HandshakeRequest, _ subprotocol: String?, _ handler: any EndpointHandler,
        _ context: ChannelHandlerContext
    ) {
        let compression = Compression.answer(to: request.headers)
        var text = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        text += "Sec-WebSocket-Accept: \(Handshake.accept(key: request.headers["Sec-WebSocket-Key"] ?? ""))\r\n"
        if let subprotocol { text += "Sec-WebSocket-Protocol: \(subprotocol)\r\n" }
        if let compression { text += "Sec-WebSocket-Extensions: \(compression)\r\n" }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text + "\r\n")), promise: nil)
        let agreed = compression.flatMap {
            Compression(answer: HandshakeHeaders([.init("Sec-WebSocket-Extensions", $0)]))
        }
        let endpoint = Endpoint(
            role: .server, handler: handler,
            opened: ConnectionOpened(subprotocol: subprotocol, isCompressed: agreed != nil), compression: agreed,
            limits: limits)
        replace(by: endpoint, context)
    }

    private func dial(
        _ upstream: Upstream, _ request: HandshakeRequest, _ observer: any ConnectionObserver,
        _ context: ChannelHandlerContext
    ) {
        state = .dialling
        UpstreamDial.connect(upstream, on: context.eventLoop, timeout: limits.upstreamTimeout)
            .assumeIsolated().whenComplete { result in
                switch result {
                case .success(let server): self.tunnel(to: server, upstream, request, observer, context)
                case .failure(let error): self.unreachable(upstream, error, observer, context)
                }
            }
    }

    private func tunnel(
        to server: any Channel, _ upstream: Upstream, _ request: HandshakeRequest, _ observer: any ConnectionObserver,
        _ context: ChannelHandlerContext
    ) {
        guard state == .dialling else {
            observer.refused(
                status: 499, reason: "the station went away before the upstream was reached", by: .client)
            return server.close(promise: nil)
        }
        let tunnel = Tunnel(
            client: context.channel, server: server, upstream: upstream, observer: observer, limits: limits,
            counters: counters)
        do {
            try server.pipeline.syncOperations.addHandler(TunnelEnd(peer: .server, tunnel: tunnel))
        } catch {
            return unreachable(upstream, error, observer, context)
        }
        tunnel.begin(head: upstream.head(for: request))
        replace(by: TunnelEnd(peer: .client, tunnel: tunnel), context)
    }

    private func unreachable(
        _ upstream: Upstream, _ error: any Error, _ observer: any ConnectionObserver, _ context: ChannelHandlerContext
    ) {
        let isTimeout = error is ChannelError && "\(error)".contains("connectTimeout")
        let status = isTimeout ? 504 : 502
        let reason = "the upstream \(upstream.address) \(isTimeout ? "did not answer in time" : "cannot be reached")"
        observer.refused(status: status, reason: reason, by: nil)
        refuse(context, status, reason)
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
        context.pipeline.syncOperations.removeHandler(self).assumeIsolated().whenComplete { _ in
            if owesRead { pipeline.read() }
        }
    }

    private func refuseGarbage(_ context: ChannelHandlerContext, _ status: Int, _ reason: String) {
        guard state == .reading else { return }
        acceptor.refused(from: context.channel.peerText, status: status, reason: reason)
        refuse(context, status, reason)
    }

    private func refuse(_ context: ChannelHandlerContext, _ status: Int, _ reason: String) {
        guard state != .done else { return }
        state = .done
        timeout?.cancel()
        counters.change { $0.refused += 1 }
        let response = ByteBuffer(bytes: Handshake.response(status: status, reason: reason))
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(response)).assumeIsolated().whenComplete { _ in
            // Input that was not read would make the kernel answer with a reset and take the response back.
            channel.close(mode: .output, promise: nil)
            channel.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
        }
    }
}

extension Channel {
    /// The address of the other side, `192.168.1.7:51234`; empty where it has none.
    var peerText: String {
        guard let address = remoteAddress, let host = address.ipAddress, let port = address.port else { return "" }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
