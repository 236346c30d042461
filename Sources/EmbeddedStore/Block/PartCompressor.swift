import CZstd
import OCPPLog

/// Turns the bytes of a part into what is stored: a format version, a checksum, and a Zstandard frame.
final class PartCompressor {
    /// Higher levels cost much and gain little: 0.6 B an entry at level 9.
    private static let level: Int32 = 3
    private static let shortest = 256
    private let context: OpaquePointer
    private var buffer: [UInt8] = []

    init() throws(StoreError) {
        guard let context = ZSTD_createCCtx() else { throw StoreError(.failed, "there is no memory to compress with") }
        self.context = context
        ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Self.level)
    }

    deinit {
        ZSTD_freeCCtx(context)
    }

    func seal(_ column: ColumnWriter, version: UInt8) throws(StoreError) -> [UInt8] {
        // Each cut ends a block of the frame, with a header of three bytes.
        let bound = ZSTD_compressBound(column.count) + (column.cuts.count + 2) * 64
        if buffer.count < bound { buffer = Array(repeating: 0, count: bound) }
        let size = buffer.withUnsafeMutableBytes { target in
            column.bytes.withUnsafeBytes { compress($0, cuts: column.cuts, to: target) }
        }
        guard let size else { throw StoreError(.failed, "a part of a block could not be compressed") }
        let sealed = StoredBytes.stamp(buffer[..<size], version: version)
        // One giant block must not hold memory for ever.
        if buffer.count > 1 << 24 { buffer = [] }
        return sealed
    }

    private func compress(
        _ source: UnsafeRawBufferPointer, cuts: [Int], to target: UnsafeMutableRawBufferPointer
    ) -> Int? {
        ZSTD_CCtx_reset(context, ZSTD_reset_session_only)
        guard ZSTD_isError(ZSTD_CCtx_setPledgedSrcSize(context, UInt64(source.count))) == 0 else { return nil }
        var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
        var input = ZSTD_inBuffer(src: source.baseAddress, size: 0, pos: 0)
        for cut in cuts + [source.count] {
            // Short pieces are not worth a block of their own.
            guard cut - input.pos >= Self.shortest || cut == source.count else { continue }
            input.size = cut
            let isLast = cut == source.count
            let left = ZSTD_compressStream2(context, &output, &input, isLast ? ZSTD_e_end : ZSTD_e_flush)
            guard left == 0 else { return nil }
            if isLast { return output.pos }
        }
        return nil
    }
}
