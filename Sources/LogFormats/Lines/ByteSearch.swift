import CSearch

/// Looks for a text among bytes.
enum ByteSearch {
    /// Where the text stands first; nil where it does not.
    static func place(of text: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
        // memmem looks at the bytes of the slice alone, and both pointers live until it returns.
        bytes.withUnsafeBytes { buffer -> Int? in
            guard let base = buffer.baseAddress,
                let found = csearch_memmem(base, buffer.count, text.utf8Start, text.utf8CodeUnitCount)
            else { return nil }
            return found - base + bytes.startIndex
        }
    }

    /// Whether the text stands there.
    static func contains(_ text: StaticString, in bytes: ArraySlice<UInt8>) -> Bool {
        place(of: text, in: bytes) != nil
    }
}
