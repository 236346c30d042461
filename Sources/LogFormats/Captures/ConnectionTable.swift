import OCPPLog

/// The connections of a capture that are known. It is bounded: those that are passed over go first, then the ones that were
/// silent longest.
struct ConnectionTable {
    private let mostConnections: Int
    private let mostBytes: Int
    private var places: [ConnectionEnds: Int] = [:]
    private var slots: [(ends: ConnectionEnds, connection: CapturedConnection)?] = []
    private var free: [Int] = []
    private var recency = RecencyLists(count: 3)
    private var heldBytes = 0

    /// - Parameters:
    ///   - mostConnections: so many are known at most.
    ///   - mostBytes: and they keep so many bytes together, about.
    init(mostConnections: Int = 65_536, mostBytes: Int = 256 << 20) {
        self.mostConnections = mostConnections
        self.mostBytes = mostBytes
    }

    /// Takes the next segment of any of them.
    mutating func take(
        _ segment: TCPSegment, in packet: Span<UInt8>, _ moment: CapturedConnection.Moment,
        into findings: inout CaptureFindings
    ) {
        let ends = ConnectionEnds(segment)
        if let slot = places[ends], let connection = slots[slot]?.connection, connection.isReplaced(by: segment) {
            remove(slot, moment, into: &findings)
        }
        guard let slot = places[ends] ?? add(ends, for: segment, moment, into: &findings),
            let connection = slots[slot]?.connection, connection.kind != .passedOver
        else { return }
        heldBytes -= connection.heldBytes
        connection.take(segment, in: packet, moment, into: &findings)
        heldBytes += connection.heldBytes
        recency.move(slot, to: connection.kind.rawValue)
        while heldBytes > mostBytes, let oldest = oldest([.undecided, .followed]), oldest != slot {
            giveUp(oldest, moment, into: &findings)
        }
    }

    /// There are no more packets.
    mutating func finish(_ moment: CapturedConnection.Moment, into findings: inout CaptureFindings) {
        for kind in [CapturedConnection.Kind.undecided, .followed] {
            while let oldest = oldest([kind]) { remove(oldest, moment, into: &findings) }
        }
    }

    private mutating func add(
        _ ends: ConnectionEnds, for segment: TCPSegment, _ moment: CapturedConnection.Moment,
        into findings: inout CaptureFindings
    ) -> Int? {
        // What says nothing and opens nothing is the end of something.
        guard segment.isSYN || segment.length > 0 else { return nil }
        while places.count >= mostConnections, let oldest = oldest([.passedOver, .undecided, .followed]) {
            giveUp(oldest, moment, into: &findings)
        }
        findings.connections += 1
        let connection = CapturedConnection(ends, number: Int64(findings.connections))
        let slot: Int
        if let known = free.popLast() {
            slot = known
            slots[slot] = (ends, connection)
        } else {
            slot = slots.count
            slots.append((ends, connection))
        }
        places[ends] = slot
        recency.insert(slot, in: connection.kind.rawValue)
        heldBytes += connection.heldBytes
        return slot
    }

    private func oldest(_ kinds: [CapturedConnection.Kind]) -> Int? {
        for kind in kinds {
            if let oldest = recency.oldest(of: kind.rawValue) { return oldest }
        }
        return nil
    }

    private mutating func giveUp(
        _ slot: Int, _ moment: CapturedConnection.Moment, into findings: inout CaptureFindings
    ) {
        if slots[slot]?.connection.kind == .followed { findings.add(.tooManyConnections, packet: moment.packet) }
        remove(slot, moment, into: &findings)
    }

    private mutating func remove(
        _ slot: Int, _ moment: CapturedConnection.Moment, into findings: inout CaptureFindings
    ) {
        guard let (ends, connection) = slots[slot] else { return }
        heldBytes -= connection.heldBytes
        connection.end(moment, into: &findings)
        places[ends] = nil
        slots[slot] = nil
        free.append(slot)
        recency.remove(slot)
    }
}
