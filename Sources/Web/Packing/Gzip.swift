import CZlib

/// Packs bytes as gzip (RFC 1952).
enum Gzip {
    /// Half of what the best level takes away costs a fifth of its time.
    private static let level: Int32 = 4
    /// 15 bits of window, and 16 for the gzip wrapping.
    private static let windowBits: Int32 = 15 + 16
    private static let memoryLevel: Int32 = 8

    /// - Returns: nil when zlib has no memory.
    static func pack(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        var stream = z_stream()
        guard czlib_deflateInit2(&stream, level, windowBits, memoryLevel) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        var isWhole = false
        let packed = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            stream.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
            stream.avail_in = UInt32(clamping: bytes.count)
            stream.next_out = output.baseAddress
            stream.avail_out = UInt32(clamping: bound)
            isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END
            count = bound - Int(stream.avail_out)
        }
        return isWhole ? packed : nil
    }
}
