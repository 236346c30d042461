import CZlib
import OCPPLog

/// Unpacks deflate (RFC 1951) as it stands in zip files: without header and checksum, one stream.
final class RawInflater: UnpackingStream {
    private static let rawWindow: Int32 = -15

    private var stream = z_stream()
    private(set) var isAtEnd = false
    private(set) var holdsMore = false
    private var output = [UInt8](repeating: 0, count: 256 << 10)

    init() throws(ImportFault) {
        guard czlib_inflateInit2(&stream, Self.rawWindow) == Z_OK else {
            throw ImportFault("zip cannot be unpacked here: there is no memory for it")
        }
    }

    deinit {
        inflateEnd(&stream)
    }

    func unpack(_ bytes: ArraySlice<UInt8>, into result: inout [UInt8], atMost limit: Int) throws(ImportFault) -> Int {
        guard !isAtEnd else { return 0 }
        let room = min(limit, output.count)
        let length = min(bytes.count, Int(UInt32.max))
        // zlib reads at most avail_in and writes at most avail_out bytes; both pointers live until it returns.
        let status = bytes.withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(length)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(room)
                return inflate(&stream, Z_NO_FLUSH)
            }
        }
        let (taken, produced) = (length - Int(stream.avail_in), room - Int(stream.avail_out))
        (stream.next_in, stream.next_out) = (nil, nil)
        result += output[..<produced]
        guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
            throw ImportFault("the zip file is damaged: a file in it cannot be unpacked")
        }
        isAtEnd = status == Z_STREAM_END
        holdsMore = produced == room && !isAtEnd
        return taken
    }
}

/// The checksum of a file in a zip file (CRC-32).
struct ZipChecksum {
    private(set) var value: UInt32 = 0

    mutating func take(_ bytes: [UInt8]) {
        // zlib reads as many bytes as it is told; the pointer lives until it returns.
        value = bytes.withUnsafeBufferPointer {
            UInt32(truncatingIfNeeded: crc32(uLong(value), $0.baseAddress, UInt32($0.count)))
        }
    }
}
