/// Numbers in the bytes of a capture. Whoever asks has made sure that the bytes are there.
extension Span where Element == UInt8 {
    /// Two bytes, the most significant first: the order of networks.
    func big16(_ place: Int) -> Int {
        Int(self[place]) << 8 | Int(self[place + 1])
    }

    /// Four bytes, the most significant first.
    func big32(_ place: Int) -> UInt32 {
        UInt32(self[place]) << 24 | UInt32(self[place + 1]) << 16 | UInt32(self[place + 2]) << 8
            | UInt32(self[place + 3])
    }

    /// Eight bytes, the most significant first.
    func big64(_ place: Int) -> UInt64 {
        UInt64(big32(place)) << 32 | UInt64(big32(place + 4))
    }

    /// Two bytes in the order of the machine that wrote the file.
    func number16(_ place: Int, isBig: Bool) -> Int {
        isBig ? big16(place) : big16(place).byteSwapped16
    }

    /// Four bytes in the order of the machine that wrote the file.
    func number32(_ place: Int, isBig: Bool) -> UInt32 {
        isBig ? big32(place) : big32(place).byteSwapped
    }
}

extension Int {
    /// The lowest two bytes, the other way round.
    fileprivate var byteSwapped16: Int { (self & 0xFF) << 8 | self >> 8 & 0xFF }
}
