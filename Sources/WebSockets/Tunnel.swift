import NIOCore

/// A connection that is relayed byte for byte between a client and an upstream, with an ear on it.
///
/// Both channels are on one event loop, and so is all of this. Relaying never waits for listening.
final class Tunnel {
    private enum State {
        case awaitingAnswer
        case open
        /// The upstream said no: its answer is relayed, nothing is listened to.
        case refused
        case over
    }

    private let client: any Channel
    private let server: any Channel
    private let upstream: Upstream
    private let observer: any ConnectionObserver
    private let limits: Limits
    private let counters: ListenerCounters
    private var ends: [Peer: TunnelEnd] = [:]
    private var readers: [Peer: MessageReader] = [:]
    private var state = State.awaitingAnswer
    private var answer = ByteBuffer()
    private var hasRelayedAnswer = false
    private var early = ByteBuffer()
    private var isEarlyLost = false
    private var closing: (by: Peer?, code: UInt16, reason: String)?
    private var firstToEnd: Peer?
    private var timeout: Scheduled<Void>?

    init(
        client: any Channel, server: any Channel, upstream: Upstream, observer: any ConnectionObserver, limits: Limits,
        counters: ListenerCounters
    ) {
        self.client = client
        self.server = server
        self.upstream = upstream
        self.observer = observer
        self.limits = limits
        self.counters = counters
    }

    func attach(_ end: TunnelEnd, as peer: Peer) {
        ends[peer] = end
    }

    /// Sends the handshake to the upstream and waits for its answer.
    func begin(head: [UInt8]) {
        server.writeAndFlush(ByteBuffer(bytes: head), promise: nil)
        timeout = server.eventLoop.assumeIsolated().scheduleTask(in: limits.upstreamTimeout) { [weak self] in
            self?.answerIsLate()
        }
    }

    func relay(_ bytes: ByteBuffer, from peer: Peer) {
        if peer == .server { hasRelayedAnswer = true }
        channel(peer.other).write(bytes, promise: nil)
    }

    func flush(to peer: Peer) {
        channel(peer).flush()
    }

    func isWritable(_ peer: Peer) -> Bool {
        channel(peer).isWritable
    }

    func resume(_ peer: Peer) {
        ends[peer]?.resume()
    }

    /// Listens to bytes that have been relayed.
    func listen(to bytes: ByteBuffer, from peer: Peer) {
        var bytes = bytes
        switch (state, peer) {
        case (.awaitingAnswer, .server): hearAnswer(&bytes)
        case (.awaitingAnswer, .client): keepEarly(&bytes)
        case (.open, _): hear(&bytes, from: peer)
        case (.refused, _), (.over, _): break
        }
    }

    /// One side will send nothing more; the other may still have something to say to it.
    func inputEnded(_ peer: Peer) {
        firstToEnd = firstToEnd ?? peer
        let other = channel(peer.other)
        if other.pipeline.isTLS {
            flushAndClose(other)
        } else {
            other.writeAndFlush(ByteBuffer()).assumeIsolated().whenComplete { _ in
                other.close(mode: .output, promise: nil)
            }
        }
        closeInTime()
    }

    /// One side is gone.
    func ended(_ peer: Peer) {
        firstToEnd = firstToEnd ?? peer
        flushAndClose(channel(peer.other))
        guard state != .over else { return }
        timeout?.cancel()
        let before = state
        state = .over
        switch before {
        case .open: observer.closed(closed)
        case .awaitingAnswer where peer == .server: noAnswer(502, "the upstream \(upstream.address) closed the connection")
        case .awaitingAnswer:
            observer.refused(status: 499, reason: "the station went away before the upstream answered", by: .client)
        case .refused, .over: break
        }
        // The observer and the readers are not needed while the last bytes drain.
        readers = [:]
    }

    /// The program stops: what is on its way is flushed, then both sides are closed.
    func shutDown() {
        closing = closing ?? (nil, 1006, "this program was stopped")
        flushAndClose(client)
        flushAndClose(server)
    }

    private var closed: ConnectionClosed {
        guard let closing else { return ConnectionClosed(by: firstToEnd, code: 1006, reason: "") }
        return ConnectionClosed(by: closing.by, code: closing.code, reason: closing.reason)
    }

    private func channel(_ peer: Peer) -> any Channel {
        peer == .client ? client : server
    }

    private func hearAnswer(_ bytes: inout ByteBuffer) {
        answer.writeBuffer(&bytes)
        do {
            guard let head = try HTTPHead.take(from: &answer, limit: limits.maximumHeadBytes) else { return }
            timeout?.cancel()
            let (status, reason) = head.statusLine ?? (502, "the upstream's answer is no HTTP")
            guard status == 101 else { return refused(status, reason) }
            open(head)
        } catch {
            refused(502, "the upstream's answer is no HTTP")
        }
    }

    private func refused(_ status: Int, _ reason: String) {
        state = .refused
        timeout?.cancel()
        early.clear()
        counters.change { $0.refused += 1 }
        observer.refused(status: status, reason: reason, by: .server)
    }

    private func open(_ head: HTTPHead) {
        state = .open
        let compression = Compression(answer: head.headers)
        // Masks are not checked: a tap reads what passes, whoever breaks the rules.
        for peer in [Peer.client, .server] {
            readers[peer] = MessageReader(peer: peer, mustMask: nil, compression: compression, limits: limits)
        }
        observer.opened(
            ConnectionOpened(
                subprotocol: head.headers["Sec-WebSocket-Protocol"], isCompressed: compression != nil,
                isTLS: client.pipeline.isTLS))
        hear(&answer, from: .server)
        if isEarlyLost { readers[.client] = nil }
        hear(&early, from: .client)
    }

    private func keepEarly(_ bytes: inout ByteBuffer) {
        guard early.readableBytes + bytes.readableBytes <= limits.maximumEarlyBytes else {
            early.clear()
            if !isEarlyLost { counters.change { $0.blindTaps += 1 } }
            isEarlyLost = true
            return
        }
        early.writeBuffer(&bytes)
    }

    private func hear(_ bytes: inout ByteBuffer, from peer: Peer) {
        // Taken out while it reads, so that the reader's buffers are not copied.
        guard var reader = readers.removeValue(forKey: peer) else { return }
        for event in reader.read(&bytes) {
            switch event {
            case .message(let message): observer.received(message)
            case .close(let code, let reason): closing = closing ?? (peer, code, reason)
            case .ping, .pong: break
            }
        }
        guard !reader.isBlind else { return counters.change { $0.blindTaps += 1 } }
        readers[peer] = reader
    }

    private func answerIsLate() {
        guard state == .awaitingAnswer else { return }
        state = .over
        noAnswer(504, "the upstream \(upstream.address) did not answer in time")
        server.close(promise: nil)
    }

    /// The station gets an answer of ours where the upstream gave none.
    private func noAnswer(_ status: Int, _ reason: String) {
        counters.change { $0.refused += 1 }
        observer.refused(status: status, reason: reason, by: nil)
        if !hasRelayedAnswer, client.isActive {
            client.write(ByteBuffer(bytes: Handshake.response(status: status, reason: reason)), promise: nil)
        }
        flushAndClose(client)
    }

    private func flushAndClose(_ channel: any Channel) {
        channel.writeAndFlush(ByteBuffer()).assumeIsolated().whenComplete { _ in channel.close(promise: nil) }
        closeInTime()
    }

    /// A side that takes nothing in must not keep the other open for ever.
    private func closeInTime() {
        let (client, server) = (client, server)
        client.eventLoop.assumeIsolated().scheduleTask(in: limits.closingTimeout) {
            client.close(promise: nil)
            server.close(promise: nil)
        }
    }
}
