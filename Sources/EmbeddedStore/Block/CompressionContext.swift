import CZstd
import OCPPLog

/// What Zstandard needs to compress a text at once.
final class CompressionContext {
    private static let spare = SpareContexts()

    /// Lives as long as this.
    let pointer: OpaquePointer

    /// - Parameter level: of Zstandard; a lower one is quicker.
    init(level: Int32) throws(StoreError) {
        guard let pointer = Self.spare.take() ?? ZSTD_createCCtx() else {
            throw StoreError(.failed, "there is no memory to compress with")
        }
        self.pointer = pointer
        ZSTD_CCtx_reset(pointer, ZSTD_reset_session_and_parameters)
        ZSTD_CCtx_setParameter(pointer, ZSTD_c_compressionLevel, level)
    }

    deinit {
        if !Self.spare.keep(pointer) { ZSTD_freeCCtx(pointer) }
    }
}
