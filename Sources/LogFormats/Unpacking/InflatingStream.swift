import CZlib
import OCPPLog

/// Unpacks deflate (RFC 1951): in gzip, or as it stands in zip files.
final class InflatingStream: UnpackingStream {
    /// What lies around the packed bytes.
    enum Wrapping {
        /// Header and checksum of gzip (RFC 1952); several members one behind the other, as log rotation writes them.
        case gzip
        /// Nothing; there is one stream, and what follows it is not taken.
        case zip

        /// What zlib calls the window: 15 bits of it, 16 more for gzip, negative for nothing around it.
        fileprivate var window: Int32 { self == .gzip ? 15 + 16 : -15 }

        fileprivate var damage: ImportFault {
            switch self {
            case .gzip: ImportFault("the gzip data are damaged")
            case .zip: ImportFault("the zip file is damaged: a file in it cannot be unpacked")
            }
        }
    }

    private let wrapping: Wrapping
    private var stream = z_stream()
    private(set) var isAtEnd = false
    private(set) var holdsMore = false
    private var fault: ImportFault?
    private var output = [UInt8](repeating: 0, count: 256 << 10)

    init(_ wrapping: Wrapping) throws(ImportFault) {
        self.wrapping = wrapping
        guard czlib_inflateInit2(&stream, wrapping.window) == Z_OK else {
            throw ImportFault("\(wrapping) cannot be unpacked here: there is no memory for it")
        }
    }

    deinit {
        inflateEnd(&stream)
    }

    func unpack(_ bytes: ArraySlice<UInt8>, into result: inout [UInt8], atMost limit: Int) throws(ImportFault) -> Int {
        if let fault { throw fault }
        if isAtEnd {
            guard wrapping == .gzip else { return 0 }
            if !bytes.isEmpty {
                inflateReset(&stream)
                isAtEnd = false
            }
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
        if status != Z_OK, status != Z_STREAM_END, status != Z_BUF_ERROR {
            // What came out before the damage is handed over first.
            guard produced > 0 else { throw wrapping.damage }
            fault = wrapping.damage
        }
        isAtEnd = status == Z_STREAM_END
        holdsMore = fault != nil || (produced == room && !isAtEnd)
        result += output[..<produced]
        return taken
    }
}
