import OCPP

/// Brings the segments of one direction of a TCP connection into the order in which they were sent (RFC 9293 §3.4).
///
/// What comes early is kept until what is before it has come, or until it is known that it will not: because the other side has
/// acknowledged it, or too much waits.
struct StreamOrder {
    /// So many bytes may wait, and so many segments.
    private static let mostWaiting = 1 << 20
    private static let mostSegments = 512
    /// What is farther away belongs to another connection between the same ends, or the numbers are nonsense, in bytes.
    private static let farthest = 64 << 20

    /// A segment that came before its turn.
    struct Early {
        var sequence: UInt32
        var bytes: [UInt8]
        /// So many bytes at its end were not captured.
        var missing: Int
        var time: Timestamp?
        var packet: Int

        var end: UInt32 { sequence &+ UInt32(truncatingIfNeeded: bytes.count + missing) }
    }

    /// Where a segment belongs.
    enum Place: Equatable {
        /// It goes on where the one before has ended; so many of its first bytes were there already.
        case next(old: Int)
        /// All of it was there already.
        case old
        case early
        /// It has nothing to do with what came before.
        case elsewhere
    }

    /// The number of the byte that comes next; nil before anything came.
    private(set) var next: UInt32?
    /// In their order.
    private var early: [Early] = []
    private(set) var waitingBytes = 0
    /// Up to here the other side has everything.
    private var acknowledged: UInt32?

    /// Whether something waits for its turn.
    var isWaiting: Bool { !early.isEmpty }
    /// When the first of what waits was captured.
    var firstTime: Timestamp? { early.first?.time }

    /// The same without what waits.
    func forgetting() -> StreamOrder {
        var order = self
        order.early = []
        order.waitingBytes = 0
        return order
    }

    /// The connection begins, behind that number.
    mutating func begin(at sequence: UInt32) {
        next = sequence
        early = []
        waitingBytes = 0
    }

    /// The other side says what it has.
    mutating func acknowledge(_ sequence: UInt32) {
        if let acknowledged, Self.distance(acknowledged, sequence) <= 0 { return }
        acknowledged = sequence
    }

    func place(_ sequence: UInt32, length: Int) -> Place {
        guard let next else { return .next(old: 0) }
        let distance = Self.distance(next, sequence)
        if distance == 0 { return .next(old: 0) }
        guard abs(distance) <= Self.farthest else { return .elsewhere }
        if distance > 0 { return .early }
        return length > -distance ? .next(old: -distance) : .old
    }

    /// So many bytes more are read.
    mutating func advance(from sequence: UInt32, by count: Int) {
        next = sequence &+ UInt32(truncatingIfNeeded: count)
    }

    mutating func keep(_ segment: Early) {
        // What comes early comes mostly behind everything that waits.
        let place = early.lastIndex { Self.distance($0.sequence, segment.sequence) >= 0 }.map { $0 + 1 } ?? 0
        if place > 0, Self.distance(segment.end, early[place - 1].end) >= 0 { return }
        early.insert(segment, at: place)
        waitingBytes += segment.bytes.count
    }

    /// The next of what waits, where its turn has come, without what was there already.
    mutating func takeNext() -> Early? {
        while let first = early.first {
            switch place(first.sequence, length: first.bytes.count + first.missing) {
            case .early: return nil
            case .next(let old):
                var taken = remove()
                let cut = min(old, taken.bytes.count)
                taken.bytes.removeFirst(cut)
                taken.missing -= old - cut
                taken.sequence &+= UInt32(truncatingIfNeeded: old)
                return taken
            case .old, .elsewhere: _ = remove()
            }
        }
        return nil
    }

    /// Gives up what is before the first segment that waits, if it will not come any more.
    /// - Parameter isOver: nothing will come any more.
    /// - Returns: how many bytes are missing; nil while they may still come.
    mutating func giveUp(isOver: Bool = false) -> Int? {
        guard let first = early.first, let next else { return nil }
        let count = Self.distance(next, first.sequence)
        guard count > 0 else { return nil }
        let isThere = acknowledged.map { Self.distance(first.sequence, $0) >= 0 } ?? false
        guard isOver || isThere || waitingBytes > Self.mostWaiting || early.count > Self.mostSegments else {
            return nil
        }
        self.next = first.sequence
        return count
    }

    private mutating func remove() -> Early {
        let first = early.removeFirst()
        waitingBytes -= first.bytes.count
        return first
    }

    /// How far the second number is behind the first; numbers go around.
    private static func distance(_ from: UInt32, _ to: UInt32) -> Int {
        Int(Int32(bitPattern: to &- from))
    }
}
