import OCPPLog

/// A hash of bytes that stays the same on every machine and in every version: filters on the disk are made of it.
enum FilterHash {
    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let last: UInt64 = 0xD6E8_FEB8_6659_FD93

    /// The hash of the bytes as they are.
    /// - Parameter seed: other seeds give unrelated hashes.
    static func hash(_ bytes: Span<UInt8>, seed: UInt64) -> UInt64 {
        bytes.withUnsafeBytes { hash($0, seed: seed) { $0 } }
    }

    /// The hash of a text that is folded (``CaseFolding``): the same for every way to write it in capitals.
    static func folded(_ text: String, seed: UInt64) -> UInt64 {
        let bytes = text.utf8.span
        if isASCII(bytes) {
            return bytes.withUnsafeBytes { hash($0, seed: seed, foldASCII) }
        }
        return hash(CaseFolding.fold(text).utf8.span, seed: seed)
    }

    /// Eight bytes a time, the first the lowest; what is left over is filled up with zeros.
    @inline(__always)
    private static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64, _ fold: (UInt64) -> UInt64) -> UInt64 {
        var hash = mixed(seed ^ UInt64(bytes.count) &* step)
        var place = 0
        while bytes.count - place >= 8 {
            // Eight bytes are there, as the condition says.
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            hash = mixed(hash ^ fold(word))
            place += 8
        }
        var rest: UInt64 = 0
        for index in place..<bytes.count { rest |= UInt64(bytes[index]) << UInt64((index - place) * 8) }
        return mixed(mixed(hash ^ fold(rest)))
    }

    @inline(__always)
    private static func mixed(_ number: UInt64) -> UInt64 {
        let product = (number ^ last).multipliedFullWidth(by: step)
        return product.high ^ product.low
    }
}

extension FilterHash {
    private static func isASCII(_ bytes: Span<UInt8>) -> Bool {
        var union: UInt8 = 0
        for index in bytes.indices { union |= bytes[index] }
        return union < 0x80
    }

    /// Eight ASCII bytes with their capitals made small.
    @inline(__always)
    private static func foldASCII(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let isFromA = word &+ ones &* UInt64(0x80 - 0x41)
        let isBehindZ = word &+ ones &* UInt64(0x80 - 0x5B)
        return word | ((isFromA ^ isBehindZ) & (ones &* 0x80)) >> 2
    }
}
