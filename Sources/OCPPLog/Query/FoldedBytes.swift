/// A folded text, to look for in bytes that are folded but for their ASCII letters.
///
/// The search skips ahead by the last byte it saw (Boyer–Moore–Horspool), so that long payloads are not read whole.
struct FoldedBytes: Sendable {
    let bytes: [UInt8]
    /// How far the search may go on, by the byte under the end of the text.
    private let strides: [UInt8]

    init(_ text: String) {
        bytes = Array(CaseFolding.fold(text).utf8)
        var strides = Array(repeating: UInt8(clamping: max(1, bytes.count)), count: 256)
        for (index, byte) in bytes.dropLast().enumerated() {
            let stride = UInt8(clamping: bytes.count - 1 - index)
            strides[Int(byte)] = stride
            if (0x61...0x7A).contains(byte) { strides[Int(byte & ~0x20)] = stride }
        }
        self.strides = strides
    }

    /// Whether the text stands at this place.
    func isFound(at start: Int, in haystack: Span<UInt8>) -> Bool {
        guard start >= 0, bytes.count <= haystack.count - start else { return false }
        for index in bytes.indices where CaseFolding.foldASCII(haystack[start + index]) != bytes[index] {
            return false
        }
        return true
    }

    /// The same among many bytes, in which it is expected to be rare.
    func firstIndex(inMany haystack: Span<UInt8>, from start: Int) -> Int? {
        let length = bytes.count
        guard let last = bytes.last else { return firstIndex(in: haystack, from: start) }
        // Each place is below the end of the haystack, each index of the strides a byte.
        return haystack.withUnsafeBufferPointer { buffer -> Int? in
            strides.withUnsafeBufferPointer { strides -> Int? in
                var end = start &+ length &- 1
                while end < buffer.count {
                    let byte = buffer[end]
                    if CaseFolding.foldASCII(byte) == last, isFound(at: end &- length &+ 1, in: haystack) {
                        return end &- length &+ 1
                    }
                    end &+= Int(strides[Int(byte)])
                }
                return nil
            }
        }
    }

    /// The first place from `start` on at which the text stands.
    func firstIndex(in haystack: Span<UInt8>, from start: Int = 0) -> Int? {
        guard !bytes.isEmpty else { return start <= haystack.count ? start : nil }
        var place = start
        while bytes.count <= haystack.count - place {
            if isFound(at: place, in: haystack) { return place }
            place += Int(strides[Int(haystack[place + bytes.count - 1])])
        }
        return nil
    }
}

extension FoldedBytes: Hashable {
    static func == (a: FoldedBytes, b: FoldedBytes) -> Bool {
        a.bytes == b.bytes
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(bytes)
    }
}
