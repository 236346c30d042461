import CZlib

/// The checksum of a file in a zip file (CRC-32).
struct ZipChecksum {
    private(set) var value: UInt32 = 0

    mutating func take(_ bytes: [UInt8]) {
        // zlib reads as many bytes as it is told; the pointer lives until it returns.
        value = bytes.withUnsafeBufferPointer {
            UInt32(truncatingIfNeeded: crc32(uLong(value), $0.baseAddress, UInt32($0.count)))
        }
    }
}
