import NIOCore

/// A connection that is relayed byte for byte between a client and an upstream, with an ear on it.
///
/// Both channels are on one event loop, and so is all of this. Relaying never waits for listening.
final class Tunnel {
    private enum State {
        /// The upstream has the handshake. The client has to wait for its answer and is not read meanwhile (RFC 6455 §4.1).
        case awaitingAnswer
        case open
        /// The upstream said no: its answer is relayed to its end, and nothing more of the client.
        case refused
        /// What is on its way is still delivered; nothing more is relayed or told.
        case over
    }

    /// What there is of each of the two peers.
    private struct Side {
        let channel: any Channel
        /// Where its end of the tunnel stands in the channel's pipeline: the shortest way to write; nil while there is none.
        var context: ChannelHandlerContext?
        /// Listens to what this peer sends; nil before the connection is open, and when it cannot be followed any more.
        var reader: MessageReader?
        /// A read that waits until the other side can take what it brings.
        var owesRead = false

        init(_ channel: any Channel) {
            self.channel = channel
        }
    }

    /// The address of the upstream, for messages.
    private let upstream: String
    private let observer: any ConnectionObserver
    private let share: LoopShare
    private var client: Side
    private var server: Side
    private var state = State.awaitingAnswer
    private var answer = ByteBuffer()
    private var hasRelayedAnswer = false
    /// What came behind the client's handshake before it was answered.
    private var early = ByteBuffer()
    private var closing: ConnectionClosed?
    private var firstToEnd: Peer?
    private var lastFailure: UpstreamDial.Failure?
    private var deadline: Scheduled<Void>?
    private var idleWatch: IdleWatch?

    init(
        client: any Channel, server: any Channel, upstream: Upstream, observer: any ConnectionObserver, share: LoopShare
    ) {
        self.client = Side(client)
        self.server = Side(server)
        self.upstream = upstream.address
        self.observer = observer
        self.share = share
    }

    private var limits: Limits { share.limits }

    private var counters: ListenerCounters { share.counters }

    /// Sends the handshake to the upstream and waits for its answer.
    func begin(head: [UInt8]) {
        server.channel.writeAndFlush(ByteBuffer(bytes: head), promise: nil)
        setDeadline(limits.upstreamTimeout) { tunnel in
            tunnel.noAnswer(504, "the upstream \(tunnel.upstream) did not answer in time")
        }
    }

    /// Passes bytes on to the other peer.
    /// - Returns: whether they are to be listened to when they are gone.
    func relay(_ bytes: ByteBuffer, from peer: Peer) -> Bool {
        switch (state, peer) {
        case (.open, _):
            share.traffic.bytes(bytes.readableBytes, from: peer)
            idleWatch?.hasHeard = true
        case (.awaitingAnswer, .server): hasRelayedAnswer = true
        case (.refused, .server): break
        case (.awaitingAnswer, .client):
            keepEarly(bytes)
            return false
        case (.refused, .client), (.over, _): return false
        }
        if let context = context(peer.other) {
            context.write(NIOAny(bytes), promise: nil)
        } else {
            channel(peer.other).write(bytes, promise: nil)
        }
        return true
    }

    func flush(to peer: Peer) {
        if let context = context(peer) { context.flush() } else { channel(peer).flush() }
    }

    /// Its end of the tunnel has been put into the channel of a peer, or is gone from it.
    func attach(_ context: ChannelHandlerContext?, of peer: Peer) {
        if peer == .client { client.context = context } else { server.context = context }
    }

    /// Whether a peer is to be read: never faster than the other one takes it. If not, the read is made up for later.
    func mayRead(from peer: Peer) -> Bool {
        let may =
            switch state {
            case .open: channel(peer.other).isWritable
            case .awaitingAnswer, .refused: peer == .server && client.channel.isWritable
            case .over: true
            }
        if !may { owe(peer, true) }
        return may
    }

    /// Makes up for a read that is owed.
    func resume(_ peer: Peer) {
        guard owesRead(peer) else { return }
        owe(peer, false)
        channel(peer).read()
    }

    /// Whether a peer waits until the other one takes more.
    func owesRead(_ peer: Peer) -> Bool {
        peer == .client ? client.owesRead : server.owesRead
    }

    /// Listens to bytes that have been relayed.
    func listen(to bytes: ByteBuffer, from peer: Peer) {
        var bytes = bytes
        switch state {
        case .open: hear(&bytes, from: peer)
        case .awaitingAnswer: hearAnswer(&bytes)
        case .refused, .over: break
        }
    }

    /// One side will send nothing more; the other may still have something to say to it.
    func inputEnded(_ peer: Peer) {
        switch state {
        case .open:
            firstToEnd = firstToEnd ?? peer
            closeOutput(of: peer.other)
            closeInTime()
        case .refused where peer == .server: finish()
        case .awaitingAnswer, .refused: ended(peer)
        case .over: break
        }
    }

    /// One side is gone: the other gets what is on its way, and is closed.
    func ended(_ peer: Peer) {
        firstToEnd = firstToEnd ?? peer
        switch state {
        case .open:
            finish()
            observer.closed(closing ?? ConnectionClosed(by: firstToEnd, code: 1006, reason: ""))
        case .awaitingAnswer where peer == .server:
            let how =
                if let lastFailure, !hasRelayedAnswer {
                    // It may be this side that broke off, over a certificate.
                    "cannot be reached: \(lastFailure.words)"
                } else {
                    "closed the connection \(hasRelayedAnswer ? "in the middle of its answer" : "without an answer")"
                        + (lastFailure.map { ": \($0.words)" } ?? "")
                }
            noAnswer(502, "the upstream \(upstream) \(how)")
        case .awaitingAnswer:
            finish()
            counters.refuse(499)
            observer.refused(status: 499, reason: "the station went away before the upstream answered", by: .client)
        case .refused: finish()
        case .over: break
        }
        if !client.channel.isActive, !server.channel.isActive { deadline?.cancel() }
    }

    /// An error of one side, which is closed for it.
    func failed(_ peer: Peer, _ error: any Error) {
        if peer == .server { lastFailure = UpstreamDial.failure(error) }
        guard state == .open, KeepAlive.found(error) else { return }
        counters.change { $0.lost += 1 }
        closing = closing ?? ConnectionClosed(by: peer, code: 1006, reason: "the line went dead")
    }

    /// The program stops: what is on its way is delivered, then both sides are closed.
    func shutDown() {
        let reason = "this program was stopped"
        switch state {
        case .open:
            finish()
            observer.closed(closing ?? ConnectionClosed(by: nil, code: 1006, reason: reason))
        case .awaitingAnswer: noAnswer(503, reason)
        case .refused: finish()
        case .over: break
        }
    }

    private func idleTooLong(_ sentence: String) {
        guard state == .open else { return }
        finish()
        counters.change { $0.idleClosed += 1 }
        observer.closed(closing ?? ConnectionClosed(by: nil, code: 1006, reason: sentence))
    }

    var upstreamChannel: any Channel { server.channel }

    private func channel(_ peer: Peer) -> any Channel {
        peer == .client ? client.channel : server.channel
    }

    private func context(_ peer: Peer) -> ChannelHandlerContext? {
        peer == .client ? client.context : server.context
    }

    private func owe(_ peer: Peer, _ owes: Bool) {
        if peer == .client { client.owesRead = owes } else { server.owesRead = owes }
    }

    private func keepEarly(_ bytes: ByteBuffer) {
        early.writeImmutableBuffer(bytes)
        if early.readableBytes > limits.maximumEarlyBytes {
            noAnswer(400, "more than \(limits.maximumEarlyBytes) bytes came before the handshake was answered")
        }
    }

    private func hearAnswer(_ bytes: inout ByteBuffer) {
        // There is no taking it back, and no answer of ours behind it.
        let noHTTP = "the upstream's answer is no HTTP; the station was sent it as it came"
        answer.writeBuffer(&bytes)
        while state == .awaitingAnswer {
            do {
                guard let head = try HTTPHead.take(from: &answer, limit: limits.maximumHeadBytes, as: .answer) else {
                    return
                }
                switch head.statusLine {
                case (101, _)?: open(head)
                // 100 and its like come before the answer (RFC 9110 §15.2).
                case (100..<200, _)?: continue
                case (let status, let reason)?: refused(status, reason)
                case nil: refused(502, noHTTP)
                }
            } catch {
                refused(502, noHTTP)
            }
        }
    }

    private func refused(_ status: Int, _ reason: String) {
        state = .refused
        early = ByteBuffer()
        answer = ByteBuffer()
        // A client that asks again does it on a new connection: behind a refusal, requests would pass that nobody sees.
        setDeadline(limits.upstreamTimeout) { $0.finish() }
        counters.refuse(status)
        observer.refused(status: status, reason: reason, by: .server)
    }

    private func open(_ head: HTTPHead) {
        state = .open
        deadline?.cancel()
        deadline = nil
        let compression = Compression(answer: head.headers)
        // Masks are not checked: a tap reads what passes, whoever breaks the rules.
        client.reader = MessageReader(peer: .client, mustMask: nil, compression: compression, limits: limits)
        server.reader = MessageReader(peer: .server, mustMask: nil, compression: compression, limits: limits)
        observer.opened(
            ConnectionOpened(
                subprotocol: head.headers["Sec-WebSocket-Protocol"], isCompressed: compression != nil,
                isTLS: client.channel.pipeline.isTLS))
        var (early, behind) = (early, answer)
        share.traffic.bytes(early.readableBytes, from: .client)
        share.traffic.bytes(behind.readableBytes, from: .server)
        if let idleTimeout = limits.idleTimeout {
            idleWatch = IdleWatch(idleTimeout, on: client.channel.eventLoop) { [weak self] in self?.idleTooLong($0) }
        }
        self.early = ByteBuffer()
        answer = ByteBuffer()
        if early.readableBytes > 0 { server.channel.writeAndFlush(early, promise: nil) }
        hear(&behind, from: .server)
        hear(&early, from: .client)
        resume(.client)
    }

    private func hear(_ bytes: inout ByteBuffer, from peer: Peer) {
        while let event = nextEvent(&bytes, from: peer) {
            switch event {
            case .message(let message):
                counters.heard(message, share.traffic)
                observer.received(message)
            case .close(let code, let reason):
                closing = closing ?? ConnectionClosed(by: peer, code: code, reason: reason)
            case .ping, .pong: break
            }
        }
        guard (peer == .client ? client.reader : server.reader)?.isBlind == true else { return }
        if peer == .client { client.reader = nil } else { server.reader = nil }
        counters.change { $0.blindTaps += 1 }
    }

    /// The readers are changed where they are: a copy would copy what they keep.
    private func nextEvent(_ bytes: inout ByteBuffer, from peer: Peer) -> MessageReader.Event? {
        peer == .client ? client.reader?.next(&bytes) : server.reader?.next(&bytes)
    }

    /// The station gets an answer of ours where the upstream gave none.
    private func noAnswer(_ status: Int, _ reason: String) {
        if !hasRelayedAnswer {
            client.channel.write(ByteBuffer(bytes: Handshake.response(status: status, reason: reason)), promise: nil)
        }
        finish()
        counters.refuse(status)
        observer.refused(status: status, reason: reason, by: nil)
    }

    /// Delivers what is on its way to each side and then says goodbye to it. What they still send is dropped.
    private func finish() {
        state = .over
        idleWatch?.stop()
        early = ByteBuffer()
        client.reader = nil
        server.reader = nil
        closeOutput(of: .client)
        closeOutput(of: .server)
        closeInTime()
        resume(.client)
        resume(.server)
    }

    /// Closing all of a channel at once would take back what its peer has not taken in yet, when bytes of that peer are unread.
    private func closeOutput(of peer: Peer) {
        let channel = channel(peer)
        guard channel.isActive else { return }
        channel.writeAndFlush(ByteBuffer()).assumeIsolated().whenComplete { _ in
            channel.close(mode: .output, promise: nil)
        }
    }

    /// A side that takes nothing in must not keep the other open for ever.
    private func closeInTime() {
        let (client, server) = (client.channel, server.channel)
        setDeadline(limits.closingTimeout) { _ in
            client.closeNow()
            server.closeNow()
        }
    }

    private func setDeadline(_ time: TimeAmount, _ act: @escaping (Tunnel) -> Void) {
        deadline?.cancel()
        deadline = client.channel.eventLoop.assumeIsolated().scheduleTask(in: time) { [weak self] in
            if let self { act(self) }
        }
    }
}
