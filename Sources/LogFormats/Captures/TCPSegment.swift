/// A segment of TCP as it stands in a packet (RFC 9293 §3.1).
struct TCPSegment {
    var from: NetworkEndpoint
    var to: NetworkEndpoint
    var sequence: UInt32
    /// Up to where the sender has everything of the other side; nil where it does not say.
    var acknowledged: UInt32?
    var isSYN: Bool
    var isFIN: Bool
    var isRST: Bool
    /// Where its bytes stand in the packet, as far as they were captured.
    var payload: Range<Int>
    /// So many of its bytes were not captured: they are at its end.
    var missing: Int

    /// How many bytes were on the wire.
    var length: Int { payload.count + missing }
}

/// One end of a connection.
struct NetworkEndpoint: Hashable {
    /// The upper half of an IPv6 address; 0 for IPv4.
    var high: UInt64
    /// The lower half; of IPv4 the address behind `::ffff:`.
    var low: UInt64
    var port: UInt16

    /// The mark of an IPv4 address that is written as one of IPv6 (RFC 4291 §2.5.5.2).
    private static let version4: UInt64 = 0xFFFF_0000_0000

    init(high: UInt64, low: UInt64, port: Int) {
        self.high = high
        self.low = low
        self.port = UInt16(truncatingIfNeeded: port)
    }

    init(version4 address: UInt32, port: Int) {
        self.init(high: 0, low: Self.version4 | UInt64(address), port: port)
    }

    /// An order of some kind, so that both directions of a connection find the same.
    func isBefore(_ other: NetworkEndpoint) -> Bool {
        (high, low, port) < (other.high, other.low, other.port)
    }
}

extension NetworkEndpoint: CustomStringConvertible {
    /// `192.168.1.7:51234`, `[fd00:0:0:0:0:0:0:1]:80`.
    var description: String {
        if high == 0, low & ~0xFFFF_FFFF == Self.version4 {
            return (0..<4).map { String(low >> UInt64(24 - 8 * $0) & 0xFF) }.joined(separator: ".") + ":\(port)"
        }
        let groups = [high, low].flatMap { half in
            (0..<4).map { String(half >> UInt64(48 - 16 * $0) & 0xFFFF, radix: 16) }
        }
        return "[\(groups.joined(separator: ":"))]:\(port)"
    }
}

/// Both ends of a connection, the same for its two directions.
struct ConnectionEnds: Hashable {
    let first: NetworkEndpoint
    let second: NetworkEndpoint

    init(_ segment: TCPSegment) {
        let isForward = segment.from.isBefore(segment.to)
        first = isForward ? segment.from : segment.to
        second = isForward ? segment.to : segment.from
    }
}
