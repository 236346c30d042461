/// What stands before everything that is stored compressed: the version of its format, then four bytes of checksum.
///
/// The checksum is that of the bytes as they are stored, so that every flipped bit is found, also one that the compression does
/// not look at; and damaged bytes never reach the decompression.
enum StoredBytes {
    /// Why bytes cannot be opened.
    struct Problem: Error {
        var sentence: String
    }

    private static let header = 5

    static func stamp(_ frame: ArraySlice<UInt8>, version: UInt8) -> [UInt8] {
        var stored: [UInt8] = []
        stored.reserveCapacity(header + frame.count)
        stored.append(version)
        withUnsafeBytes(of: checksum(frame.span).littleEndian) { stored.append(contentsOf: $0) }
        stored.append(contentsOf: frame)
        return stored
    }

    /// Where the frame lies in what was stored.
    static func frame(_ stored: Span<UInt8>, version: UInt8) throws(Problem) -> Range<Int> {
        guard stored.count > header else { throw Problem(sentence: "it breaks off") }
        guard stored[0] == version else { throw Problem(sentence: "its format is not known") }
        var expected: UInt32 = 0
        for index in (1..<header).reversed() { expected = expected << 8 | UInt32(stored[index]) }
        guard checksum(stored.extracting(header..<stored.count)) == expected else {
            throw Problem(sentence: "its checksum is wrong")
        }
        return header..<stored.count
    }

    private static func checksum(_ frame: Span<UInt8>) -> UInt32 {
        UInt32(truncatingIfNeeded: FilterHash.hash(frame, seed: 0))
    }
}
