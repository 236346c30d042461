import CZstd
import OCPPLog

/// Turns the bytes of a part into what is stored: a format version, then a Zstandard frame with its checksum.
final class PartCompressor {
    /// Higher levels cost much and gain little: 0.6 B an entry at level 9.
    private static let level: Int32 = 3
    private let context: OpaquePointer
    private var buffer: [UInt8] = []

    init() throws(StoreError) {
        guard let context = ZSTD_createCCtx() else { throw StoreError(.failed, "there is no memory to compress with") }
        self.context = context
        ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Self.level)
        ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    }

    deinit {
        ZSTD_freeCCtx(context)
    }

    func seal(_ bytes: [UInt8], version: UInt8) throws(StoreError) -> [UInt8] {
        let bound = ZSTD_compressBound(bytes.count)
        if buffer.count < bound { buffer = Array(repeating: 0, count: bound) }
        let size = buffer.withUnsafeMutableBytes { target in
            bytes.withUnsafeBytes { source in
                ZSTD_compress2(context, target.baseAddress, target.count, source.baseAddress, source.count)
            }
        }
        guard ZSTD_isError(size) == 0 else { throw StoreError(.failed, "a part of a block could not be compressed") }
        var sealed: [UInt8] = []
        sealed.reserveCapacity(size + 1)
        sealed.append(version)
        sealed.append(contentsOf: buffer[..<size])
        // One giant block must not hold memory for ever.
        if buffer.count > 1 << 24 { buffer = [] }
        return sealed
    }
}
