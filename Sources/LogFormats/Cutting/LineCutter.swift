import Foundation

/// Cuts text into lines.
struct LineCutter: Cutter {
    /// So many bytes of the record were looked at.
    private var looked = 0

    func forgetting() -> LineCutter {
        var cutter = self
        cutter.looked = 0
        return cutter
    }

    mutating func cut(_ bytes: Span<UInt8>, from start: Int, isFinished: Bool) -> Cut {
        let from = start + looked
        let length = bytes.count - from
        // Searched within the bytes behind `from` only; the pointer is not kept.
        let found = bytes.withUnsafeBufferPointer { buffer -> Int? in
            guard length > 0, let base = buffer.baseAddress, let place = memchr(base + from, 0x0A, length) else {
                return nil
            }
            return UnsafeRawPointer(place) - UnsafeRawPointer(base)
        }
        guard let end = found ?? (isFinished && bytes.count > start ? bytes.count : nil) else {
            looked = bytes.count - start
            return .unfinished
        }
        looked = 0
        return .record(
            0..<end - start, next: min(end + 1, bytes.count) - start, linesBefore: 0, linesInside: found == nil ? 0 : 1)
    }
}
