import CZlib
import OCPPLog

/// Unpacks gzip (RFC 1952), also several members one behind the other, as log rotation writes them.
final class GzipStream: UnpackingStream {
    private static let gzipWindow: Int32 = 15 + 16

    private var stream = z_stream()
    private(set) var isAtEnd = false
    private(set) var holdsMore = false
    private var fault: ImportFault?
    private var output = [UInt8](repeating: 0, count: 256 << 10)

    init() throws(ImportFault) {
        guard czlib_inflateInit2(&stream, Self.gzipWindow) == Z_OK else {
            throw ImportFault("gzip cannot be unpacked here: there is no memory for it")
        }
    }

    deinit {
        inflateEnd(&stream)
    }

    func unpack(_ bytes: ArraySlice<UInt8>, into result: inout [UInt8], atMost limit: Int) throws(ImportFault) -> Int {
        if let fault { throw fault }
        if isAtEnd, !bytes.isEmpty {
            inflateReset(&stream)
            isAtEnd = false
        }
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
        // What came out before the damage is handed over first.
        if status != Z_OK, status != Z_STREAM_END, status != Z_BUF_ERROR {
            fault = ImportFault("the gzip data are damaged")
        }
        isAtEnd = status == Z_STREAM_END
        holdsMore = fault != nil || (produced == room && !isAtEnd)
        result += output[..<produced]
        return taken
    }
}
