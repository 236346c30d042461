import NIOCore

/// Listens to one connection in bytes that something else wrote down, such as a network capture: the opening handshake, then
/// the messages of both sides (RFC 6455). Bytes may be missing: then it goes on at the next frame that it can tell.
///
/// Of each side it keeps at most one message, by ``Limits``, what zlib needs to inflate it, and the head of a handshake.
public final class ConnectionTap {
    /// Something that was heard.
    public enum Event: Sendable, Hashable {
        /// A request for a WebSocket was accepted. The request is nil, and nothing is known of the answer, where the handshake is
        /// not among the bytes.
        case opened(HandshakeRequest?, subprotocol: String?)
        /// A message of either side. One that breaks the protocol is told as ``skipped(_:_:)``.
        case message(Message)
        /// Something that a peer sent cannot be read, and why. It goes on with the next frame that can be told.
        case skipped(Peer, String)
        /// Nothing more of what a peer sends can be read, and why.
        case deaf(Peer, String)
    }

    private let limits: Limits
    private let clientAddress: String
    private var client = Ear()
    private var server = Ear()
    private var request: HandshakeRequest?
    private var compression: Compression?

    /// - Parameter clientAddress: what a request says of where its client is: `192.168.1.7:51234`.
    public init(clientAddress: String, limits: Limits = Limits()) {
        self.clientAddress = clientAddress
        self.limits = limits
    }

    /// How many bytes it keeps, about.
    public var heldBytes: Int { client.heldBytes + server.heldBytes }

    /// Takes the next bytes of a peer, as they were sent in one piece.
    public func hear(_ bytes: Span<UInt8>, from peer: Peer, into events: inout [Event]) {
        var buffer = bytes.withUnsafeBufferPointer { ByteBuffer(bytes: $0) }
        hear(&buffer, from: peer, into: &events)
    }

    /// So many bytes of a peer are missing here.
    public func miss(_ count: Int, from peer: Peer, into events: inout [Event]) {
        guard count > 0 else { return }
        switch mode(peer) {
        case .head: change(peer) { $0.head.clear() }
        case .frames:
            let rest = ear(peer).reader?.restOfFrame ?? 0
            let isPlain = rest >= count && ear(peer).reader?.isInCompressedMessage == false
            change(peer) { $0.reader = nil }
            guard isPlain || keepsNoWindow(peer) else {
                change(peer) { $0.mode = .deaf }
                return events.append(.deaf(peer, "bytes are missing that the compression builds on"))
            }
            change(peer) { $0.mode = rest > count ? .passing(rest - count) : .searching }
            events.append(.skipped(peer, "bytes are missing"))
        case .passing(let rest): change(peer) { $0.mode = rest > count ? .passing(rest - count) : .searching }
        case .searching, .deaf: break
        }
    }

    /// Who sends what begins like this, where nothing else is known of the connection: a text frame of either side.
    public static func speaker(of bytes: Span<UInt8>) -> Peer? {
        FrameGuess.speaker(of: bytes.withUnsafeBufferPointer { ByteBuffer(bytes: $0) })
    }

    private func hear(_ buffer: inout ByteBuffer, from peer: Peer, into events: inout [Event]) {
        switch mode(peer) {
        case .frames: hearFrames(&buffer, from: peer, into: &events)
        case .head: hearHead(&buffer, from: peer, into: &events)
        case .passing(let rest):
            let count = min(rest, buffer.readableBytes)
            buffer.moveReaderIndex(forwardBy: count)
            change(peer) { $0.mode = rest > count ? .passing(rest - count) : .searching }
            if buffer.readableBytes > 0 { hear(&buffer, from: peer, into: &events) }
        case .searching:
            guard FrameGuess.begins(buffer, from: peer) else { return }
            follow(peer)
            hearFrames(&buffer, from: peer, into: &events)
        case .deaf: break
        }
    }

    private func hearFrames(_ buffer: inout ByteBuffer, from peer: Peer, into events: inout [Event]) {
        while let event = nextEvent(&buffer, from: peer) {
            guard case .message(let message) = event else { continue }
            guard case .protocolViolation(let sentence) = message.problem else {
                events.append(.message(message))
                continue
            }
            change(peer) { ear in
                ear.reader = nil
                ear.mode = .searching
            }
            return events.append(.skipped(peer, sentence))
        }
        guard (peer == .client ? client.reader?.isBlind : server.reader?.isBlind) == true else { return }
        change(peer) { ear in
            ear.reader = nil
            ear.mode = .deaf
        }
        events.append(.deaf(peer, "its compressed messages cannot be inflated any more"))
    }

    /// The reader is changed where it is: a copy would copy what it keeps.
    private func nextEvent(_ buffer: inout ByteBuffer, from peer: Peer) -> MessageReader.Event? {
        peer == .client ? client.reader?.next(&buffer) : server.reader?.next(&buffer)
    }

    private func hearHead(_ buffer: inout ByteBuffer, from peer: Peer, into events: inout [Event]) {
        let isGoingOn = ear(peer).head.readableBytes > 0 || peer == .client && request != nil
        if !isGoingOn, !FrameGuess.begins(buffer, with: peer == .client ? "GET " : "HTTP/1.") {
            // Its handshake was not written down, or not all of it. What is something else is passed over.
            guard FrameGuess.begins(buffer, from: peer) else { return }
            open(Compression(), subprotocol: nil, into: &events)
            return hear(&buffer, from: peer, into: &events)
        }
        change(peer) { $0.head.writeBuffer(&buffer) }
        if peer == .client, request == nil { readRequest() }
        if peer == .server { readAnswer(into: &events) }
        if mode(peer) == .head, ear(peer).head.readableBytes > limits.maximumEarlyBytes {
            change(peer) { $0.head = ByteBuffer() }
        }
    }

    private func readRequest() {
        do {
            guard let head = try HTTPHead.take(from: &client.head, limit: limits.maximumHeadBytes, as: .answer) else {
                return
            }
            guard let (method, target) = head.requestLine else { return client.head.clear() }
            let request = HandshakeRequest(
                method: method, target: target, headers: head.headers, remoteAddress: clientAddress)
            // Another request than for a WebSocket may come first.
            guard request.headers.has("websocket", in: "Upgrade") else { return client.head.clear() }
            self.request = request
        } catch {
            client.head.clear()
        }
    }

    private func readAnswer(into events: inout [Event]) {
        while server.mode == .head {
            do {
                guard let head = try HTTPHead.take(from: &server.head, limit: limits.maximumHeadBytes, as: .answer)
                else { return }
                switch head.statusLine?.status {
                case 101?:
                    return open(
                        Compression(answer: head.headers), subprotocol: head.headers["Sec-WebSocket-Protocol"],
                        into: &events)
                // 100 and its like come before the answer (RFC 9110 §15.2).
                case .some(100..<200): continue
                default:
                    request = nil
                    client.head.clear()
                    server.head.clear()
                }
            } catch {
                server.head.clear()
            }
        }
    }

    private func open(_ compression: Compression?, subprotocol: String?, into events: inout [Event]) {
        self.compression = compression
        events.append(.opened(request, subprotocol: subprotocol))
        var (early, behind) = (client.head, server.head)
        (client.head, server.head) = (ByteBuffer(), ByteBuffer())
        // Where the handshake is missing, it is not known whether the next byte of the other side begins a frame.
        if request == nil { client.mode = .searching } else { follow(.client) }
        if request == nil { server.mode = .searching } else { follow(.server) }
        request = nil
        if behind.readableBytes > 0 { hear(&behind, from: .server, into: &events) }
        if early.readableBytes > 0 { hear(&early, from: .client, into: &events) }
    }

    private func follow(_ peer: Peer) {
        let reader = MessageReader(peer: peer, mustMask: nil, compression: compression, limits: limits)
        change(peer) { ear in
            ear.mode = .frames
            ear.reader = reader
        }
    }

    private func keepsNoWindow(_ peer: Peer) -> Bool {
        compression?.forgets(peer) ?? true
    }

    private func mode(_ peer: Peer) -> Ear.Mode {
        peer == .client ? client.mode : server.mode
    }

    private func ear(_ peer: Peer) -> Ear {
        peer == .client ? client : server
    }

    private func change(_ peer: Peer, _ change: (inout Ear) -> Void) {
        if peer == .client { change(&client) } else { change(&server) }
    }
}

/// What is listened to of one peer.
private struct Ear {
    enum Mode: Equatable {
        /// The head of a request or of its answer comes.
        case head
        case frames
        /// The rest of a frame of which bytes are missing.
        case passing(Int)
        /// The next piece that looks like the beginning of a frame is one.
        case searching
        case deaf
    }

    var mode = Mode.head
    /// What came of a head, or behind one before it was answered.
    var head = ByteBuffer()
    var reader: MessageReader?

    var heldBytes: Int { head.readableBytes + (reader?.heldBytes ?? 0) }
}
