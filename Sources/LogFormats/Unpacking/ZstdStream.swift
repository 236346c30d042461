import CZstd
import OCPPLog

/// Unpacks Zstandard (RFC 8878), also several frames one behind the other. Windows of over 128 MiB are refused.
final class ZstdStream: UnpackingStream {
    private let stream: OpaquePointer
    private(set) var isAtEnd = false
    private(set) var holdsMore = false
    private var fault: ImportFault?
    private var output = [UInt8](repeating: 0, count: 256 << 10)

    init() throws(ImportFault) {
        guard let stream = ZSTD_createDStream() else {
            throw ImportFault("zstd cannot be unpacked here: there is no memory for it")
        }
        self.stream = stream
    }

    deinit {
        ZSTD_freeDStream(stream)
    }

    func unpack(_ bytes: ArraySlice<UInt8>, into result: inout [UInt8], atMost limit: Int) throws(ImportFault) -> Int {
        if let fault { throw fault }
        let room = min(limit, output.count)
        // zstd reads and writes within the sizes it is given; both pointers live until it returns.
        let (status, taken, produced) = bytes.withUnsafeBytes { input in
            output.withUnsafeMutableBytes { output in
                var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
                var target = ZSTD_outBuffer(dst: output.baseAddress, size: room, pos: 0)
                let status = ZSTD_decompressStream(stream, &target, &source)
                return (status, source.pos, target.pos)
            }
        }
        // What came out before the damage is handed over first.
        if ZSTD_isError(status) != 0 {
            fault = ImportFault("the zstd data are damaged, or were packed with a window of over 128 MiB")
        }
        isAtEnd = status == 0
        holdsMore = fault != nil || (produced == room && !isAtEnd)
        result += output[..<produced]
        return taken
    }
}
