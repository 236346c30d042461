extension LineScanner {
    /// Whether something that may be the beginning of a frame stands ahead, `[2,` to `[6,`: a format that does not know for sure
    /// that the line is its own leaves it to the others then.
    var showsFrame: Bool {
        // Within the line only; the pointer is not kept.
        bytes.withUnsafeBufferPointer { buffer in
            var place = position
            while place &+ 2 < end {
                if buffer[place] == UInt8(ascii: "[") {
                    var next = place &+ 1
                    if buffer[next] == 0x20 { next &+= 1 }
                    if next &+ 1 < end, buffer[next] &- UInt8(ascii: "2") < 5, buffer[next &+ 1] == UInt8(ascii: ",") {
                        return true
                    }
                }
                place &+= 1
            }
            return false
        }
    }

    /// Steps over a whole number of at most nine digits.
    mutating func decimal() -> Int? {
        let start = position
        var value = 0
        while position < end, bytes[position] &- 0x30 < 10, position - start < 9 {
            value = value * 10 + Int(bytes[position] &- 0x30)
            position += 1
        }
        return position > start ? value : nil
    }

    /// Whether the next byte is a digit: as lines that begin with a date have it.
    var isAtDigit: Bool { position < end && bytes[position] &- 0x30 < 10 }
}
