import CZstd
import OCPPLog

/// Opens what ``PartCompressor`` sealed. Total: damaged bytes give an error, and no more memory is taken than they fill.
final class PartDecompressor {
    /// No part is opened that is larger: 4,096 entries of a quarter of a megabyte each.
    static let largest: UInt64 = 1 << 30
    /// Up to here a part's word about its own size is taken; memory for more is taken as it fills.
    private static let trusted = 1 << 24
    private let context: DecompressionContext

    init() throws(StoreError) {
        context = try DecompressionContext()
    }

    func open(_ stored: Span<UInt8>, part: BlockPart, version: UInt8) throws(StoreError) -> [UInt8] {
        let frame: Range<Int>
        do { frame = try StoredBytes.frame(stored, version: version) } catch { throw part.damage(error.sentence) }
        let opened: [UInt8]? = stored.extracting(frame).withUnsafeBytes { frame in
            let size = ZSTD_getFrameContentSize(frame.baseAddress, frame.count)
            // Also the two error values, which are the highest numbers.
            guard size <= Self.largest, ZSTD_findFrameCompressedSize(frame.baseAddress, frame.count) == frame.count
            else { return nil }
            return size <= Self.trusted ? openAtOnce(frame, size: Int(size)) : openPiecewise(frame, size: Int(size))
        }
        guard let opened else { throw part.damage("it cannot be decompressed") }
        return opened
    }

    private func openAtOnce(_ frame: UnsafeRawBufferPointer, size: Int) -> [UInt8]? {
        var result = 0
        let bytes = Array<UInt8>(unsafeUninitializedCapacity: size) { target, count in
            result = ZSTD_decompressDCtx(context.pointer, target.baseAddress, size, frame.baseAddress, frame.count)
            count = result == size ? size : 0
        }
        return result == size ? bytes : nil
    }

    private func openPiecewise(_ frame: UnsafeRawBufferPointer, size: Int) -> [UInt8]? {
        ZSTD_DCtx_reset(context.pointer, ZSTD_reset_session_only)
        var input = ZSTD_inBuffer(src: frame.baseAddress, size: frame.count, pos: 0)
        var piece = Array<UInt8>(repeating: 0, count: 1 << 20)
        var bytes: [UInt8] = []
        while true {
            var written = 0
            let left = piece.withUnsafeMutableBytes { target in
                var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
                let left = ZSTD_decompressStream(context.pointer, &output, &input)
                written = output.pos
                return left
            }
            guard ZSTD_isError(left) == 0, bytes.count + written <= size else { return nil }
            bytes.append(contentsOf: piece[..<written])
            if left == 0 { return bytes.count == size && input.pos == input.size ? bytes : nil }
            if written == 0, input.pos == input.size { return nil }
        }
    }
}
