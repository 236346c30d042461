import OCPP

/// Writes the blocks of a pcapng file, numbers in little-endian order (draft-ietf-opsawg-pcapng §4).
enum PcapngBlock {
    private static let comment: UInt16 = 1
    private static let application: UInt16 = 4

    /// The header of the file.
    static func appendSection(comment text: String, to bytes: inout [UInt8]) {
        append(type: 0x0A0D_0D0A, to: &bytes) { bytes in
            append(0x1A2B_3C4D as UInt32, to: &bytes)
            append(1 as UInt16, to: &bytes)
            append(0 as UInt16, to: &bytes)
            // How long the section is, is not known before its end.
            append(UInt64.max, to: &bytes)
            appendOptions([(comment, text), (application, "ocpplogs")], to: &bytes)
        }
    }

    /// An Ethernet interface whose packets are not cut off; their times are microseconds.
    static func appendInterface(to bytes: inout [UInt8]) {
        append(type: 1, to: &bytes) { bytes in
            append(1 as UInt16, to: &bytes)
            append(0 as UInt16, to: &bytes)
            append(0 as UInt32, to: &bytes)
        }
    }

    /// A packet of the first interface.
    /// - Parameters:
    ///   - length: how long the packet is, in bytes.
    ///   - packet: appends so many bytes.
    static func appendPacket(
        at time: Timestamp, length: Int, comment text: String?, to bytes: inout [UInt8],
        packet: (inout [UInt8]) -> Void
    ) {
        append(type: 6, to: &bytes) { bytes in
            let microseconds = UInt64(max(0, time.microseconds))
            append(0 as UInt32, to: &bytes)
            append(UInt32(truncatingIfNeeded: microseconds >> 32), to: &bytes)
            append(UInt32(truncatingIfNeeded: microseconds), to: &bytes)
            append(UInt32(truncatingIfNeeded: length), to: &bytes)
            append(UInt32(truncatingIfNeeded: length), to: &bytes)
            packet(&bytes)
            pad(&bytes, behind: length)
            if let text { appendOptions([(comment, text)], to: &bytes) }
        }
    }

    private static func appendOptions(_ options: [(code: UInt16, text: String)], to bytes: inout [UInt8]) {
        for (code, text) in options {
            let text = Array(text.utf8.prefix(1_024))
            append(code, to: &bytes)
            append(UInt16(text.count), to: &bytes)
            bytes += text
            pad(&bytes, behind: text.count)
        }
        append(0 as UInt32, to: &bytes)
    }

    /// A block stands between two copies of its length.
    private static func append(type: UInt32, to bytes: inout [UInt8], _ content: (inout [UInt8]) -> Void) {
        let start = bytes.count
        append(type, to: &bytes)
        append(0 as UInt32, to: &bytes)
        content(&bytes)
        let length = UInt32(truncatingIfNeeded: bytes.count - start + 4)
        append(length, to: &bytes)
        for place in 0..<4 { bytes[start + 4 + place] = UInt8(truncatingIfNeeded: length >> UInt32(8 * place)) }
    }

    /// What a block holds begins at a multiple of four.
    private static func pad(_ bytes: inout [UInt8], behind length: Int) {
        bytes.append(contentsOf: repeatElement(0, count: -length & 3))
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
