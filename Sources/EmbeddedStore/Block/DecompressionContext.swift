import CZstd
import OCPPLog
import Synchronization

/// What Zstandard needs to decompress. It is larger than most of what is opened with it, so a few are kept for who comes next.
final class DecompressionContext {
    /// A context that nobody uses: sound to hand from thread to thread, since whoever takes it out is the only one that has it.
    private struct Spare: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private static let mostSpare = 8
    private static let spare = Mutex<[Spare]>([])

    /// Lives as long as this.
    let pointer: OpaquePointer

    init() throws(StoreError) {
        guard let pointer = Self.spare.withLock({ $0.popLast() })?.pointer ?? ZSTD_createDCtx() else {
            throw StoreError(.failed, "there is no memory to read with")
        }
        self.pointer = pointer
    }

    deinit {
        let own = Spare(pointer: pointer)
        let isKept = Self.spare.withLock { spare in
            guard spare.count < Self.mostSpare else { return false }
            spare.append(own)
            return true
        }
        if !isKept { ZSTD_freeDCtx(pointer) }
    }
}
