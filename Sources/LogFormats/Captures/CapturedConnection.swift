import OCPP
import OCPPLog
import WebSockets

/// One TCP connection of a capture: brings both directions in order, finds out what it is, and listens to a WebSocket.
final class CapturedConnection {
    /// When something was captured.
    struct Moment {
        var time: Timestamp?
        var packet: Int
    }

    /// What is known of it.
    enum Kind: Int {
        /// Nothing more of it is looked at: it is encrypted, or something else, or over.
        case passedOver
        case undecided
        /// HTTP or a WebSocket.
        case followed
    }

    /// So many pieces are looked at to find out what a connection is.
    private static let mostPieces = 64
    /// So many pieces may go by before HTTP becomes a WebSocket.
    private static let mostHTTPPieces = 256

    private let ends: ConnectionEnds
    private let number: Int64
    private(set) var kind = Kind.undecided
    private var first = StreamOrder()
    private var second = StreamOrder()
    private var tap: ConnectionTap?
    private var isFirstClient = true
    private var pieces = 0
    private var hasEnded = (first: false, second: false)
    private var webSocket: OpenedWebSocket?
    private var events: [ConnectionTap.Event] = []

    /// - Parameter number: what its frames call it.
    init(_ ends: ConnectionEnds, number: Int64) {
        self.ends = ends
        self.number = number
    }

    /// How many bytes it keeps, about.
    var heldBytes: Int {
        kind == .passedOver ? 0 : 512 + first.waitingBytes + second.waitingBytes + (tap?.heldBytes ?? 0)
    }

    /// Whether a segment opens another connection between the same ends.
    func isReplaced(by segment: TCPSegment) -> Bool {
        guard segment.isSYN, let next = (segment.from == ends.first ? first : second).next else { return false }
        return next != segment.sequence &+ 1
    }

    /// Takes the next segment.
    func take(_ segment: TCPSegment, in packet: Span<UInt8>, _ moment: Moment, into findings: inout CaptureFindings) {
        let isFirst = segment.from == ends.first
        if let acknowledged = segment.acknowledged {
            change(!isFirst) { $0.acknowledge(acknowledged) }
            settle(!isFirst, moment, into: &findings)
        }
        let start = segment.isSYN ? segment.sequence &+ 1 : segment.sequence
        if segment.isSYN { change(isFirst) { $0.begin(at: start) } }
        // The one byte of a sign of life is none of the data.
        let isSignOfLife = segment.length == 1 && order(isFirst).next == nil
        if segment.length > 0, !isSignOfLife {
            arrange(segment, at: start, in: packet, isFirst, moment, into: &findings)
        }
        if segment.isFIN { if isFirst { hasEnded.first = true } else { hasEnded.second = true } }
        if segment.isRST || hasEnded.first && hasEnded.second { end(moment, into: &findings) }
    }

    /// Nothing more will come.
    func end(_ moment: Moment, into findings: inout CaptureFindings) {
        for isFirst in [isFirstClient, !isFirstClient] { settle(isFirst, isOver: true, moment, into: &findings) }
        passOver()
    }

    private func arrange(
        _ segment: TCPSegment, at start: UInt32, in packet: Span<UInt8>, _ isFirst: Bool, _ moment: Moment,
        into findings: inout CaptureFindings
    ) {
        let bytes = packet.extracting(segment.payload)
        switch order(isFirst).place(start, length: segment.length) {
        case .old: return
        case .next(let old):
            let cut = min(old, bytes.count)
            change(isFirst) { $0.advance(from: start, by: segment.length) }
            hear(
                bytes.extracting(cut..<bytes.count), missing: segment.missing - (old - cut), isFirst, moment,
                into: &findings)
        case .early:
            let early = StreamOrder.Early(
                sequence: start, bytes: bytes.withUnsafeBufferPointer { Array($0) }, missing: segment.missing,
                time: moment.time, packet: moment.packet)
            change(isFirst) { $0.keep(early) }
        case .elsewhere:
            change(isFirst) { $0.begin(at: start &+ UInt32(truncatingIfNeeded: segment.length)) }
            miss(.max, isFirst, moment, into: &findings)
            hear(bytes, missing: segment.missing, isFirst, moment, into: &findings)
        }
        settle(isFirst, moment, into: &findings)
    }

    /// Takes what waits and whose turn has come.
    private func settle(
        _ isFirst: Bool, isOver: Bool = false, _ moment: Moment, into findings: inout CaptureFindings
    ) {
        guard order(isFirst).isWaiting else { return }
        var moment = moment
        while true {
            while let early = changed(isFirst, { $0.takeNext() }) {
                change(isFirst) { $0.advance(from: early.sequence, by: early.bytes.count + early.missing) }
                moment.packet = early.packet
                hear(early.bytes.span, missing: early.missing, isFirst, moment, into: &findings)
            }
            guard let gap = changed(isFirst, { $0.giveUp(isOver: isOver) }) else { return }
            moment.time = order(isFirst).firstTime ?? moment.time
            miss(gap, isFirst, moment, into: &findings)
        }
    }

    private func miss(_ count: Int, _ isFirst: Bool, _ moment: Moment, into findings: inout CaptureFindings) {
        guard kind == .followed, let tap else { return }
        tap.miss(count, from: peer(isFirst), into: &events)
        tell(moment, into: &findings)
    }

    private func hear(
        _ bytes: Span<UInt8>, missing: Int, _ isFirst: Bool, _ moment: Moment, into findings: inout CaptureFindings
    ) {
        if kind == .undecided, !bytes.isEmpty { decide(bytes, isFirst, moment, into: &findings) }
        guard kind == .followed, let tap else { return }
        if !bytes.isEmpty { tap.hear(bytes, from: peer(isFirst), into: &events) }
        if webSocket == nil {
            pieces += 1
            if pieces > Self.mostHTTPPieces, events.isEmpty { return passOver() }
        }
        tell(moment, into: &findings)
        miss(missing, isFirst, moment, into: &findings)
    }

    private func decide(
        _ bytes: Span<UInt8>, _ isFirst: Bool, _ moment: Moment, into findings: inout CaptureFindings
    ) {
        switch StreamStart(bytes) {
        case .client: isFirstClient = isFirst
        case .server: isFirstClient = !isFirst
        case .tls:
            // Both sides' records look alike; who has the smaller port is dialled as a rule.
            let isFirstServer = ends.first.port < ends.second.port
            findings.addEncrypted(
                from: isFirstServer ? ends.second : ends.first, to: isFirstServer ? ends.first : ends.second,
                packet: moment.packet)
            return passOver()
        case nil:
            pieces += 1
            if pieces >= Self.mostPieces { passOver() }
            return
        }
        kind = .followed
        pieces = 0
        tap = ConnectionTap(clientAddress: (isFirstClient ? ends.first : ends.second).description)
    }

    private func tell(_ moment: Moment, into findings: inout CaptureFindings) {
        guard !events.isEmpty else { return }
        for event in events {
            switch event {
            case .opened(let request, let subprotocol):
                findings.webSockets += 1
                if request == nil { findings.unnamed += 1 }
                webSocket = OpenedWebSocket(request, subprotocol: subprotocol, connection: number)
            case .message(let message): webSocket?.take(message, moment, into: &findings)
            case .skipped(_, let why): findings.add(.bytesMissing(why), packet: moment.packet)
            case .deaf(_, let why): findings.add(.givenUp(why), packet: moment.packet)
            }
        }
        events.removeAll(keepingCapacity: true)
    }

    private func passOver() {
        kind = .passedOver
        tap = nil
        webSocket = nil
        events = []
        (first, second) = (first.forgetting(), second.forgetting())
    }

    private func peer(_ isFirst: Bool) -> Peer {
        isFirst == isFirstClient ? .client : .server
    }

    private func order(_ isFirst: Bool) -> StreamOrder {
        isFirst ? first : second
    }

    private func change(_ isFirst: Bool, _ change: (inout StreamOrder) -> Void) {
        if isFirst { change(&first) } else { change(&second) }
    }

    private func changed<Result>(_ isFirst: Bool, _ change: (inout StreamOrder) -> Result) -> Result {
        isFirst ? change(&first) : change(&second)
    }
}
