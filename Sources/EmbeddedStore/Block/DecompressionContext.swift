import CZstd
import OCPPLog

/// What Zstandard needs to decompress.
final class DecompressionContext {
    private static let spare = SpareContexts()

    /// Lives as long as this.
    let pointer: OpaquePointer

    init() throws(StoreError) {
        guard let pointer = Self.spare.take() ?? ZSTD_createDCtx() else {
            throw StoreError(.failed, "there is no memory to read with")
        }
        self.pointer = pointer
    }

    deinit {
        if !Self.spare.keep(pointer) { ZSTD_freeDCtx(pointer) }
    }
}
