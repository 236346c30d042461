import CZstd
import OCPPLog

/// Bytes that are stored as a whole: a format version, a checksum, and a Zstandard frame. So are the facts and filters of a
/// segment, and the rows of hot tables.
enum PackedBytes {
    /// The only version so far.
    static let format: UInt8 = 1
    /// Nothing of a segment is larger than this once it is opened.
    private static let largest = 1 << 26

    /// - Parameter level: of Zstandard; a lower one is quicker.
    static func pack(_ bytes: [UInt8], level: Int32 = 3) throws(StoreError) -> [UInt8] {
        let context = try CompressionContext(level: level)
        let bound = ZSTD_compressBound(bytes.count)
        var size = 0
        let frame = [UInt8](unsafeUninitializedCapacity: bound) { target, count in
            // Sound: there is room for `bound` bytes.
            size = bytes.withUnsafeBytes { source in
                ZSTD_compress2(context.pointer, target.baseAddress, bound, source.baseAddress, source.count)
            }
            count = ZSTD_isError(size) == 0 ? size : 0
        }
        guard ZSTD_isError(size) == 0 else { throw StoreError(.failed, "something could not be compressed") }
        return StoredBytes.stamp(frame[...], version: format)
    }

    /// What was packed of a segment.
    /// - Throws: ``StoreError/Code/corrupt``.
    static func unpack(_ stored: Span<UInt8>) throws(StoreError) -> [UInt8] {
        do {
            return try unpack(stored, largest: largest)
        } catch {
            throw damage(error.sentence)
        }
    }

    /// What was packed, unless it is larger than anything of its kind.
    static func unpack(_ stored: Span<UInt8>, largest: Int) throws(StoredBytes.Problem) -> [UInt8] {
        let frame = try StoredBytes.frame(stored, version: format)
        guard let context = try? DecompressionContext() else {
            throw StoredBytes.Problem(sentence: "there is no memory to open it with")
        }
        // Sound: no pointer leaves the closure, and both sides are as long as is said.
        let opened: [UInt8]? = stored.extracting(frame).withUnsafeBytes { frame in
            let size = ZSTD_getFrameContentSize(frame.baseAddress, frame.count)
            // The two error values are the highest numbers.
            guard size <= UInt64(largest) else { return nil }
            var result = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: Int(size)) { target, count in
                result = ZSTD_decompressDCtx(
                    context.pointer, target.baseAddress, Int(size), frame.baseAddress, frame.count)
                count = result == Int(size) ? result : 0
            }
            return result == Int(size) ? bytes : nil
        }
        guard let opened else { throw StoredBytes.Problem(sentence: "it cannot be decompressed") }
        return opened
    }

    static func damage(_ what: String) -> StoreError {
        StoreError(.corrupt, "what is known of a segment is damaged: \(what)")
    }
}
