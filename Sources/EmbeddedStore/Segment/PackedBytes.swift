import CZstd
import OCPPLog

/// The facts and filters of a segment as they are stored: a format version, a checksum, and a Zstandard frame.
enum PackedBytes {
    /// The only version so far.
    static let format: UInt8 = 1
    /// Nothing of a segment is larger than this once it is opened.
    private static let largest: UInt64 = 1 << 26
    private static let level: Int32 = 3

    static func pack(_ bytes: [UInt8]) throws(StoreError) -> [UInt8] {
        guard let context = ZSTD_createCCtx() else { throw StoreError(.failed, "there is no memory to compress with") }
        defer { ZSTD_freeCCtx(context) }
        ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
        let bound = ZSTD_compressBound(bytes.count)
        var size = 0
        let frame = [UInt8](unsafeUninitializedCapacity: bound) { target, count in
            // Sound: there is room for `bound` bytes.
            size = bytes.withUnsafeBytes { source in
                ZSTD_compress2(context, target.baseAddress, bound, source.baseAddress, source.count)
            }
            count = ZSTD_isError(size) == 0 ? size : 0
        }
        guard ZSTD_isError(size) == 0 else { throw StoreError(.failed, "the facts of a segment cannot be compressed") }
        return StoredBytes.stamp(frame[...], version: format)
    }

    static func unpack(_ stored: Span<UInt8>) throws(StoreError) -> [UInt8] {
        let frame: Range<Int>
        do { frame = try StoredBytes.frame(stored, version: format) } catch { throw damage(error.sentence) }
        let context = try DecompressionContext()
        // Sound: no pointer leaves the closure, and both sides are as long as is said.
        let opened: [UInt8]? = stored.extracting(frame).withUnsafeBytes { frame in
            let size = ZSTD_getFrameContentSize(frame.baseAddress, frame.count)
            // The two error values are the highest numbers.
            guard size <= largest else { return nil }
            var result = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: Int(size)) { target, count in
                result = ZSTD_decompressDCtx(
                    context.pointer, target.baseAddress, Int(size), frame.baseAddress, frame.count)
                count = result == Int(size) ? result : 0
            }
            return result == Int(size) ? bytes : nil
        }
        guard let opened else { throw damage("it cannot be decompressed") }
        return opened
    }

    static func damage(_ what: String) -> StoreError {
        StoreError(.corrupt, "what is known of a segment is damaged: \(what)")
    }
}
