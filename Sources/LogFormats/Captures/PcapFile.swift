import OCPP
import OCPPLog

/// A file of packets as tcpdump has always written it: a header of 24 bytes, then each packet behind a header of 16
/// (draft-ietf-opsawg-pcap).
struct PcapFile: CaptureFile {
    private var header: Header?

    private struct Header {
        var isBig: Bool
        /// Whether fractions of a second are counted in nanoseconds, else in microseconds.
        var isNano: Bool
        var link: Int
    }

    /// Whether a file begins like this, and in which order its numbers stand.
    static func order(_ head: Span<UInt8>) -> (isBig: Bool, isNano: Bool)? {
        guard head.count >= 4 else { return nil }
        return switch head.big32(0) {
        case 0xA1B2_C3D4: (true, false)
        case 0xD4C3_B2A1: (false, false)
        case 0xA1B2_3C4D: (true, true)
        case 0x4D3C_B2A1: (false, true)
        default: nil
        }
    }

    mutating func next(in buffer: inout CaptureBuffer) throws(ImportFault) -> CapturedPacket? {
        if header == nil { try readHeader(&buffer) }
        guard let header, buffer.count >= 16 else { return nil }
        let (seconds, fraction, captured) = buffer.peek { bytes in
            (
                Int64(bytes.number32(0, isBig: header.isBig)), Int64(bytes.number32(4, isBig: header.isBig)),
                Int(bytes.number32(8, isBig: header.isBig))
            )
        }
        guard captured <= CapturedPacket.longest else { throw Self.damaged(at: buffer.offset) }
        guard buffer.count - 16 >= captured else { return nil }
        _ = buffer.take(16)
        let microseconds = header.isNano ? fraction / 1_000 : fraction
        return CapturedPacket(
            link: header.link, time: Timestamp(microseconds: seconds * 1_000_000 + microseconds),
            bytes: buffer.take(captured))
    }

    private mutating func readHeader(_ buffer: inout CaptureBuffer) throws(ImportFault) {
        guard buffer.count >= 24 else { return }
        header = buffer.peek { bytes in
            Self.order(bytes).map { order in
                // The upper bits say how long the check sum of a link frame is.
                let link = Int(bytes.number32(20, isBig: order.isBig) & 0xFFFF)
                return Header(isBig: order.isBig, isNano: order.isNano, link: link)
            }
        }
        guard header != nil else { throw Self.damaged(at: buffer.offset) }
        _ = buffer.take(24)
    }

    static func damaged(at offset: Int) -> ImportFault {
        ImportFault("the capture is damaged at byte \(offset): no packet begins there; what stands before it was read")
    }
}
