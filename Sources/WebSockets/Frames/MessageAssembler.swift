/// Puts the payloads of one message together, inflates them, and keeps no more than the limits allow.
struct MessageAssembler {
    private let peer: Peer
    private let maximumMessageBytes: Int
    private let keptBytes: Int
    private let maximumInflatedBytes: Int
    private let inflater: Inflater?
    private(set) var isOpen = false
    private var kind = Message.Kind.text
    private(set) var isCompressed = false
    private var bytes: [UInt8] = []
    private var length = 0
    private var problem: Message.Problem?
    /// What follows cannot be inflated any more: the window is lost.
    private(set) var hasLostWindow = false

    init(peer: Peer, inflater: Inflater?, limits: Limits) {
        self.peer = peer
        self.inflater = inflater
        maximumMessageBytes = limits.maximumMessageBytes
        keptBytes = limits.keptBytes
        maximumInflatedBytes = limits.maximumInflatedBytes
    }

    /// How many bytes it keeps, about.
    var heldBytes: Int { bytes.capacity + (inflater?.heldBytes ?? 0) }

    /// Whether the bytes of the message are still looked at; otherwise ``skip(_:)`` counts them.
    var wantsBytes: Bool {
        guard problem == nil else { return false }
        // A window that is kept must see every byte, also of a message that is too large.
        return isCompressed || length <= maximumMessageBytes
    }

    /// More came already than a message may have.
    var isTooLarge: Bool { isOpen && length > maximumMessageBytes }

    /// Whether so many bytes more make the message too large. What inflates may stay small.
    func cannotTake(_ count: Int) -> Bool {
        !isCompressed && count > maximumMessageBytes - length
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
            guard bytes.isEmpty, piece.count <= maximumMessageBytes - length else {
                return piece.withUnsafeBytes { keep($0) }
            }
            length += piece.count
            // Most messages are one piece, which need not be copied.
            return bytes = piece
        }
        if case .broken = inflater.inflate(piece, { keep($0) }) { return giveUp(.notInflatable) }
        // A few bytes can inflate to gigabytes. That would cost every other connection of this event loop its time.
        if length > maximumInflatedBytes { giveUp(.tooLarge) }
    }

    mutating func skip(_ count: Int) {
        // Of a compressed message that was given up, the length after inflation cannot be known.
        if !isCompressed { length += count }
    }

    mutating func end() -> Message {
        if isCompressed, problem == nil, case .broken = inflater?.endMessage({ keep($0) }) { giveUp(.notInflatable) }
        isOpen = false
        if problem == nil, length > maximumMessageBytes { problem = .tooLarge }
        defer { bytes = [] }
        return Message(from: peer, kind: kind, bytes: bytes, length: length, problem: problem)
    }

    /// The last message of a peer that broke the protocol: what was kept so far, and the rule it broke.
    mutating func violation(_ sentence: String, head: [UInt8]) -> Message {
        let kept = isOpen && !bytes.isEmpty ? bytes : head
        let wholeLength = isOpen ? max(length, kept.count) : kept.count
        isOpen = false
        bytes = []
        return Message(
            from: peer, kind: kind, bytes: kept, length: wholeLength, problem: .protocolViolation(sentence))
    }

    /// The last message of a peer that is not waited for any longer.
    /// - Parameter announced: how much more its frame was to have.
    mutating func tooLarge(announced count: Int) -> Message {
        isOpen = false
        defer { bytes = [] }
        let (whole, isBeyondAll) = length.addingReportingOverflow(isCompressed ? 0 : count)
        return Message(
            from: peer, kind: kind, bytes: Array(bytes.prefix(keptBytes)),
            length: isBeyondAll ? .max : whole, problem: .tooLarge)
    }

    private mutating func giveUp(_ problem: Message.Problem) {
        self.problem = problem
        inflater?.release()
        hasLostWindow = inflater?.forgets != true
    }

    private mutating func keep(_ piece: UnsafeRawBufferPointer) {
        length += piece.count
        guard length > maximumMessageBytes else { return bytes.append(contentsOf: piece) }
        // It is too large for certain: only the beginning is kept from here on, and the memory of the rest given back.
        if bytes.count > keptBytes {
            bytes = Array(bytes.prefix(keptBytes))
        } else {
            bytes.append(contentsOf: piece.prefix(keptBytes - bytes.count))
        }
    }
}
