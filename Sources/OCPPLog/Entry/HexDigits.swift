/// Writes numbers in lower-case hexadecimal digits, zeros in front.
enum HexDigits {
    /// Appends so many digits, 16 at most.
    static func append(_ number: UInt64, count: Int, to bytes: inout [UInt8]) {
        bytes.append(addingCapacity: count) { (output: inout OutputSpan<UInt8>) in
            for place in (0..<count).reversed() {
                let digit = UInt8(truncatingIfNeeded: number >> UInt64(4 * place)) & 0x0F
                output.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            }
        }
    }
}
