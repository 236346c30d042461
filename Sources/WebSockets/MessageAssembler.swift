/// Puts the payloads of one message together, inflates them, and keeps no more than the limits allow.
struct MessageAssembler {
    /// A compressed message that grows beyond this is given up: it is an attack, not a message.
    private static let maximumInflated = 1 << 30

    private let peer: Peer
    private let limits: Limits
    private let inflater: Inflater?
    private(set) var isOpen = false
    private var kind = Message.Kind.text
    private var isCompressed = false
    private var bytes: [UInt8] = []
    private var length = 0
    private var problem: Message.Problem?

    init(peer: Peer, inflater: Inflater?, limits: Limits) {
        self.peer = peer
        self.inflater = inflater
        self.limits = limits
    }

    /// Whether the bytes of the message are still looked at; afterwards ``skip(_:)`` counts them.
    var wantsBytes: Bool {
        guard problem != .notInflatable else { return false }
        // A window that is kept must see every byte, also of a message that is too large.
        return isCompressed || length <= limits.maximumMessageBytes
    }

    mutating func begin(_ kind: Message.Kind, isCompressed: Bool) {
        isOpen = true
        self.kind = kind
        self.isCompressed = isCompressed
        bytes = []
        length = 0
        problem = nil
    }

    mutating func append(_ piece: [UInt8]) {
        guard isCompressed, let inflater else {
            return piece.withUnsafeBytes { keep($0) }
        }
        let outcome = inflater.inflate(piece) { keep($0) }
        if case .broken = outcome { problem = .notInflatable }
        if length > Self.maximumInflated { problem = .notInflatable }
    }

    mutating func skip(_ count: Int) {
        length += count
    }

    mutating func end() -> Message {
        if isCompressed, let inflater, problem != .notInflatable, case .broken = inflater.endMessage({ keep($0) }) {
            problem = .notInflatable
        }
        isOpen = false
        if problem == nil, length > limits.maximumMessageBytes {
            problem = .tooLarge
            bytes = Array(bytes.prefix(limits.keptBytes))
        }
        defer { bytes = [] }
        return Message(from: peer, kind: kind, bytes: bytes, length: length, problem: problem)
    }

    /// The last message of a peer that broke the protocol: what was kept so far, and the rule it broke.
    mutating func violation(_ sentence: String, head: [UInt8]) -> Message {
        isOpen = false
        let kept = bytes.isEmpty ? head : bytes
        return Message(
            from: peer, kind: kind, bytes: kept, length: max(length, kept.count), problem: .protocolViolation(sentence))
    }

    private mutating func keep(_ piece: UnsafeRawBufferPointer) {
        length += piece.count
        if length > limits.maximumMessageBytes {
            // It is too large for certain: only the beginning is kept from here on.
            let room = max(0, limits.keptBytes - bytes.count)
            bytes.append(contentsOf: piece.prefix(room))
            if bytes.count > limits.keptBytes { bytes.removeSubrange(limits.keptBytes...) }
        } else {
            bytes.append(contentsOf: piece)
        }
    }
}
