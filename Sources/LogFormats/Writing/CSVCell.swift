import OCPP

/// Writes one cell of CSV: quotes around what needs them, and an apostrophe in front of what would be a formula.
enum CSVCell {
    static func append(_ cell: UnsafeBufferPointer<UInt8>, neutralisesFormulas: Bool, to bytes: inout [UInt8]) {
        guard let first = cell.first, let last = cell.last else { return }
        let isQuoted = first == 0x20 || last == 0x20 || wantsQuotes(cell)
        if isQuoted { bytes.append(UInt8(ascii: "\"")) }
        if neutralisesFormulas, beginsFormula(first) { bytes.append(UInt8(ascii: "'")) }
        guard isQuoted else { return bytes.append(contentsOf: cell) }
        appendDoublingQuotes(cell, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    private static func beginsFormula(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: true
        default: false
        }
    }

    private static func wantsQuotes(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        cell.contains { byte in
            byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte < 0x20
        }
    }

    private static func appendDoublingQuotes(_ cell: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        // Every byte may be a quote, and eight are written at once, of which less may be meant.
        bytes.append(addingCapacity: 2 * cell.count + 8) { (output: inout OutputSpan<UInt8>) in
            output.withUnsafeMutableBufferPointer { buffer, filled in
                guard let source = cell.baseAddress, let base = buffer.baseAddress else { return }
                var read = 0
                while read < cell.count {
                    guard read &+ 8 <= cell.count else {
                        let byte = source[read]
                        base[filled] = byte
                        base[filled &+ 1] = byte
                        filled &+= byte == UInt8(ascii: "\"") ? 2 : 1
                        read &+= 1
                        continue
                    }
                    let eight = EightBytes(at: source + read)
                    eight.write(to: base + filled)
                    let marks = eight.marks(of: UInt8(ascii: "\""))
                    let taken = marks == 0 ? 8 : EightBytes.first(of: marks) &+ 1
                    read &+= taken
                    filled &+= taken
                    if marks != 0 {
                        base[filled] = UInt8(ascii: "\"")
                        filled &+= 1
                    }
                }
            }
        }
    }
}
