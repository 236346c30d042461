/// What a packet holds, as far as this program looks.
enum PacketContent {
    case tcp(TCPSegment)
    /// A part of an IP packet that was sent in several: they are not put together.
    case fragment
    /// So little was captured of it that its headers are not whole.
    case cutOff
    /// Another protocol.
    case other
    /// The link type is not known.
    case unknownLink

    /// Reads the headers in front of a segment of TCP.
    /// - Parameter link: a link type of the Tcpdump Group.
    init(_ bytes: Span<UInt8>, link: Int) {
        switch link {
        case 0, 108: self = .network(bytes, protocolAt: nil, network: 4)
        case 1: self = .ethernet(bytes)
        case 12, 14, 101, 228, 229: self = .network(bytes, protocolAt: nil, network: 0)
        case 113: self = .network(bytes, protocolAt: 14, network: 16)
        case 276: self = .network(bytes, protocolAt: 0, network: 20)
        default: self = .unknownLink
        }
    }

    /// The link types that are read, for people.
    static let knownLinks = "Ethernet, Linux cooked, raw IP, loopback"

    private static func ethernet(_ bytes: Span<UInt8>) -> PacketContent {
        var place = 12
        // Tags of virtual networks stand in front of the protocol, 802.1Q and 802.1ad.
        while place + 2 <= bytes.count, [0x8100, 0x88A8, 0x9100].contains(bytes.big16(place)) { place += 4 }
        return network(bytes, protocolAt: place, network: place + 2)
    }

    /// - Parameters:
    ///   - place: where the number of the network protocol stands; nil: IP says by itself which version it is.
    ///   - network: where the network's own header begins.
    private static func network(_ bytes: Span<UInt8>, protocolAt place: Int?, network: Int) -> PacketContent {
        if let place {
            guard place + 2 <= bytes.count else { return .cutOff }
            guard [0x0800, 0x86DD].contains(bytes.big16(place)) else {
                // Linux cooked captures have tags as well.
                guard bytes.big16(place) == 0x8100, network + 4 <= bytes.count else { return .other }
                return Self.network(bytes, protocolAt: network + 2, network: network + 4)
            }
        }
        guard network < bytes.count else { return .cutOff }
        return switch bytes[network] >> 4 {
        case 4: version4(bytes, at: network)
        case 6: version6(bytes, at: network)
        default: .other
        }
    }

    /// RFC 791 §3.1.
    private static func version4(_ bytes: Span<UInt8>, at start: Int) -> PacketContent {
        guard start + 20 <= bytes.count else { return .cutOff }
        let headerLength = Int(bytes[start] & 0x0F) * 4
        guard headerLength >= 20, bytes[start + 9] == 6 else { return .other }
        guard bytes.big16(start + 6) & 0x3FFF == 0 else { return .fragment }
        // A network card that cuts up large packets itself is handed them with a length of 0.
        let length = bytes.big16(start + 2)
        let end = length == 0 ? bytes.count : start + length
        return segment(
            bytes, at: start + headerLength, end: end,
            from: NetworkEndpoint(version4: bytes.big32(start + 12), port: 0),
            to: NetworkEndpoint(version4: bytes.big32(start + 16), port: 0))
    }

    /// RFC 8200 §3, §4.
    private static func version6(_ bytes: Span<UInt8>, at start: Int) -> PacketContent {
        guard start + 40 <= bytes.count else { return .cutOff }
        let length = bytes.big16(start + 4)
        let end = length == 0 ? bytes.count : start + 40 + length
        var header = bytes[start + 6]
        var place = start + 40
        while header != 6 {
            guard [0, 43, 44, 51, 60].contains(header) else { return .other }
            guard place + 8 <= bytes.count else { return .cutOff }
            if header == 44, bytes.big16(place + 2) & 0xFFF9 != 0 { return .fragment }
            let units = Int(bytes[place + 1])
            let step = header == 44 ? 8 : header == 51 ? (units + 2) * 4 : (units + 1) * 8
            header = bytes[place]
            place += step
        }
        return segment(
            bytes, at: place, end: end,
            from: NetworkEndpoint(high: bytes.big64(start + 8), low: bytes.big64(start + 16), port: 0),
            to: NetworkEndpoint(high: bytes.big64(start + 24), low: bytes.big64(start + 32), port: 0))
    }

    private static func segment(
        _ bytes: Span<UInt8>, at start: Int, end: Int, from: NetworkEndpoint, to: NetworkEndpoint
    ) -> PacketContent {
        guard start + 20 <= bytes.count else { return .cutOff }
        let payload = start + Int(bytes[start + 12] >> 4) * 4
        guard payload >= start + 20, payload <= end else { return .other }
        var (from, to) = (from, to)
        from.port = UInt16(bytes.big16(start))
        to.port = UInt16(bytes.big16(start + 2))
        let flags = bytes[start + 13]
        // Behind a short packet Ethernet may have padding; of a long one the end may be cut off.
        let captured = min(end, bytes.count)
        return .tcp(
            TCPSegment(
                from: from, to: to, sequence: bytes.big32(start + 4),
                acknowledged: flags & 0x10 != 0 ? bytes.big32(start + 8) : nil, isSYN: flags & 0x02 != 0,
                isFIN: flags & 0x01 != 0, isRST: flags & 0x04 != 0,
                payload: min(payload, captured)..<captured, missing: end - max(captured, payload)))
    }
}
