import CZlib

/// Compresses messages with one window for all of them, as a peer with permessage-deflate does (RFC 7692 §7.2.1).
final class Deflating {
    private let stream: UnsafeMutablePointer<z_stream>

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        _ = czlib_deflateInit2(stream, 6, -15, 8)
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    func message(_ text: String) -> [UInt8] {
        var input = Array(text.utf8)
        var output = [UInt8](repeating: 0, count: input.count + 1_024)
        let room = output.count
        let written = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.pointee.next_in = input.baseAddress
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                _ = deflate(stream, Z_SYNC_FLUSH)
                return room - Int(stream.pointee.avail_out)
            }
        }
        return Array(output[..<(written - 4)])
    }
}
