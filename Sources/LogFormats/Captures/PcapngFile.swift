import OCPP
import OCPPLog

/// A file of packets as Wireshark writes it: blocks, each with its type and length (draft-ietf-opsawg-pcapng).
struct PcapngFile: CaptureFile {
    private static let sectionHeader: UInt32 = 0x0A0D_0D0A

    private var isBig = false
    private var interfaces: [Interface] = []
    /// A file names no more interfaces than this; further ones are not listened to.
    private static let mostInterfaces = 4_096

    /// What an interface description block says.
    private struct Interface {
        var link: Int
        /// Packets are cut off behind so many bytes; 0: they are not.
        var longest: Int
        /// So many units of time are a second.
        var unitsPerSecond: UInt64 = 1_000_000
        /// To be added to the times.
        var offsetSeconds: Int64 = 0

        /// The moment of a packet; nil beyond the year 9999.
        func time(_ units: UInt64) -> Timestamp? {
            let (whole, fraction) = units.quotientAndRemainder(dividingBy: unitsPerSecond)
            let product = fraction.multipliedFullWidth(by: 1_000_000)
            let microseconds = Int64(unitsPerSecond.dividingFullWidth(product).quotient)
            guard let whole = Int64(exactly: whole) else { return nil }
            let (seconds, overflows) = whole.addingReportingOverflow(offsetSeconds)
            guard !overflows, (-62_167_219_200..<253_402_300_800).contains(seconds) else { return nil }
            return Timestamp(microseconds: seconds * 1_000_000 + microseconds)
        }
    }

    /// Whether a file begins like this.
    static func begins(_ head: Span<UInt8>) -> Bool {
        head.count >= 12 && head.big32(0) == sectionHeader && order(head) != nil
    }

    /// The order of the numbers of a section, by the magic number in its header.
    private static func order(_ block: Span<UInt8>) -> Bool? {
        switch block.big32(8) {
        case 0x1A2B_3C4D: true
        case 0x4D3C_2B1A: false
        default: nil
        }
    }

    mutating func next(in buffer: inout CaptureBuffer) throws(ImportFault) -> CapturedPacket? {
        while !buffer.isSkipping, buffer.count >= 12 {
            let (type, length) = try head(buffer)
            switch type {
            case 1, 2, 3, 6, Self.sectionHeader:
                guard length <= CapturedPacket.longest + 4_096 else { throw PcapFile.damaged(at: buffer.offset) }
                guard buffer.count >= length else { return nil }
            default:
                // Names, statistics, keys and what is yet to be invented.
                buffer.skip(length)
                continue
            }
            let place = buffer.offset
            let block = buffer.take(length)
            let bytes = buffer.bytes.span.extracting(block.lowerBound..<block.upperBound - 4)
            switch type {
            case Self.sectionHeader: interfaces = []
            case 1: try readInterface(bytes, at: place)
            default:
                guard let (packet, data) = packet(type, bytes) else { throw PcapFile.damaged(at: place) }
                guard var packet else { continue }
                packet.bytes = block.lowerBound + data.lowerBound..<block.lowerBound + data.upperBound
                return packet
            }
        }
        return nil
    }

    /// The type and the length of the next block.
    private mutating func head(_ buffer: CaptureBuffer) throws(ImportFault) -> (type: UInt32, length: Int) {
        let place = buffer.offset
        let (type, order, length) = buffer.peek { [isBig] bytes -> (UInt32, Bool?, Int) in
            let isSection = bytes.big32(0) == Self.sectionHeader
            let order = isSection ? Self.order(bytes) : isBig
            return (
                isSection ? Self.sectionHeader : bytes.number32(0, isBig: isBig), order,
                Int(bytes.number32(4, isBig: order ?? isBig))
            )
        }
        guard let order, length >= 12, length & 3 == 0 else { throw PcapFile.damaged(at: place) }
        isBig = order
        return (type, length)
    }

    private mutating func readInterface(_ block: Span<UInt8>, at place: Int) throws(ImportFault) {
        guard block.count >= 16 else { throw PcapFile.damaged(at: place) }
        guard interfaces.count < Self.mostInterfaces else { return }
        var interface = Interface(
            link: block.number16(8, isBig: isBig), longest: Int(block.number32(12, isBig: isBig)))
        var position = 16
        while position + 4 <= block.count {
            let (code, length) = (block.number16(position, isBig: isBig), block.number16(position + 2, isBig: isBig))
            position += 4
            guard code != 0, position + length <= block.count else { break }
            if code == 9, length == 1 { interface.unitsPerSecond = Self.unitsPerSecond(block[position]) }
            if code == 14, length == 8 {
                let offset = block.big64(position)
                interface.offsetSeconds = Int64(bitPattern: isBig ? offset : offset.byteSwapped)
            }
            position += (length + 3) & ~3
        }
        interfaces.append(interface)
    }

    /// A resolution: a power of ten, or with the highest bit of two. One that is finer than fits counts as microseconds.
    private static func unitsPerSecond(_ resolution: UInt8) -> UInt64 {
        let exponent = resolution & 0x7F
        if resolution & 0x80 != 0 { return exponent < 64 ? 1 << UInt64(exponent) : 1_000_000 }
        guard exponent < 20 else { return 1_000_000 }
        return (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    /// What a block of a packet says, and where the bytes of the packet stand in it. The packet is nil where its interface was
    /// not described; all is nil where the block is damaged.
    private func packet(_ type: UInt32, _ block: Span<UInt8>) -> (CapturedPacket?, Range<Int>)? {
        let start = type == 3 ? 12 : 28
        guard block.count >= start else { return nil }
        let number =
            switch type {
            case 3: 0
            case 2: block.number16(8, isBig: isBig)
            default: Int(block.number32(8, isBig: isBig))
            }
        let interface = number < interfaces.count ? interfaces[number] : nil
        var length = Int(block.number32(type == 3 ? 8 : 20, isBig: isBig))
        // A simple block says only how long the packet was on the wire.
        if type == 3, let longest = interface?.longest, longest > 0 { length = min(length, longest) }
        if type == 3 { length = min(length, block.count - start) }
        guard length <= block.count - start else { return nil }
        guard let interface else { return (nil, 0..<0) }
        let units = UInt64(block.number32(12, isBig: isBig)) << 32 | UInt64(block.number32(16, isBig: isBig))
        let time = type == 3 ? nil : interface.time(units)
        return (CapturedPacket(link: interface.link, time: time, bytes: 0..<0), start..<start + length)
    }
}
