import CZlib

/// Compresses messages as a peer with permessage-deflate does (RFC 7692 §7.2.1).
final class Deflater {
    private let stream: UnsafeMutablePointer<z_stream>
    private let forgets: Bool

    init(forgets: Bool = false, windowBits: Int32 = 15) {
        self.forgets = forgets
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        _ = czlib_deflateInit2(stream, 6, -windowBits, 8)
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// The payload of one message.
    func message(_ bytes: [UInt8]) -> [UInt8] {
        if forgets { deflateReset(stream) }
        return Array(deflated(bytes, Z_SYNC_FLUSH).dropLast(4))
    }

    /// A message whose last block is marked as final: allowed (RFC 7692 §7.2.3.4).
    func finalMessage(_ bytes: [UInt8]) -> [UInt8] {
        if forgets { deflateReset(stream) }
        defer { deflateReset(stream) }
        return deflated(bytes, Z_FINISH)
    }

    private func deflated(_ bytes: [UInt8], _ flush: Int32) -> [UInt8] {
        var input = bytes
        var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 1_024)
        let room = output.count
        return input.withUnsafeMutableBufferPointer { input in
            let written = output.withUnsafeMutableBufferPointer { output in
                stream.pointee.next_in = input.baseAddress
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                _ = deflate(stream, flush)
                return room - Int(stream.pointee.avail_out)
            }
            return Array(output.prefix(written))
        }
    }
}
