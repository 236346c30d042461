/// Makes UTF-8 of what a file is written in: UTF-16 of either order, with or without a mark at its beginning, becomes UTF-8; the
/// mark of UTF-8 goes; everything else, and what is binary, stays as it is.
struct TextDecoding {
    /// So many bytes are looked at before it is decided.
    private static let looked = 512

    /// How the bytes are written.
    enum Form: Equatable {
        /// Bytes that pass through.
        case plain
        case utf16(isLittleEndian: Bool)
    }

    /// Nil until it is decided.
    private(set) var form: Form?
    /// What waits for the decision, or half a character.
    private var pending: [UInt8] = []
    private var highSurrogate: UInt16?

    /// Takes the next bytes, and appends what they are in UTF-8.
    mutating func decode(_ bytes: ArraySlice<UInt8>, isLast: Bool, into output: inout [UInt8]) {
        guard let form else {
            pending += bytes
            guard pending.count >= Self.looked || isLast || isPlainFromTheBeginning else { return }
            let taken = pending
            pending = []
            let mark = decide(taken)
            return decode(taken[mark...], isLast: isLast, into: &output)
        }
        switch form {
        case .plain: output += bytes
        case .utf16(let isLittleEndian): decodeUTF16(bytes, isLittleEndian, isLast, &output)
        }
    }

    /// What begins with eight bytes that are neither a mark nor zero is not UTF-16: whoever follows a log does not wait.
    private var isPlainFromTheBeginning: Bool {
        pending.count >= 8 && !pending.prefix(8).contains(0) && pending[0] < 0xFE
    }

    /// - Returns: how long the mark at the beginning is.
    private mutating func decide(_ head: [UInt8]) -> Int {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            form = .plain
            return 3
        }
        if head.starts(with: [0xFF, 0xFE]), !head.dropFirst(2).starts(with: [0, 0]) {
            form = .utf16(isLittleEndian: true)
            return 2
        }
        if head.starts(with: [0xFE, 0xFF]) {
            form = .utf16(isLittleEndian: false)
            return 2
        }
        form = Self.unmarked(head.prefix(Self.looked))
        return 0
    }

    /// Text without a mark: of UTF-16, every second byte of what is ASCII is zero, and hardly any other one.
    private static func unmarked(_ head: ArraySlice<UInt8>) -> Form {
        let (even, odd) = (
            stride(from: 0, to: head.count, by: 2).count { head[head.startIndex + $0] == 0 },
            stride(from: 1, to: head.count, by: 2).count { head[head.startIndex + $0] == 0 }
        )
        let pairs = head.count / 2
        guard pairs >= 4 else { return .plain }
        if even * 20 < odd, odd * 10 >= pairs * 7 { return .utf16(isLittleEndian: true) }
        if odd * 20 < even, even * 10 >= pairs * 7 { return .utf16(isLittleEndian: false) }
        return .plain
    }

    private mutating func decodeUTF16(
        _ bytes: ArraySlice<UInt8>, _ isLittleEndian: Bool, _ isLast: Bool, _ output: inout [UInt8]
    ) {
        var first = pending.first
        pending = []
        for byte in bytes {
            guard let before = first else {
                first = byte
                continue
            }
            first = nil
            let unit = isLittleEndian ? UInt16(byte) << 8 | UInt16(before) : UInt16(before) << 8 | UInt16(byte)
            take(unit, &output)
        }
        if let first {
            if isLast { append("\u{FFFD}", &output) } else { pending = [first] }
        }
        if isLast, highSurrogate != nil {
            highSurrogate = nil
            append("\u{FFFD}", &output)
        }
    }

    private mutating func take(_ unit: UInt16, _ output: inout [UInt8]) {
        if let high = highSurrogate {
            highSurrogate = nil
            if 0xDC00...0xDFFF ~= unit {
                let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
                return append(Unicode.Scalar(value) ?? "\u{FFFD}", &output)
            }
            append("\u{FFFD}", &output)
        }
        if 0xD800...0xDBFF ~= unit {
            highSurrogate = unit
        } else {
            append(Unicode.Scalar(unit) ?? "\u{FFFD}", &output)
        }
    }

    private func append(_ scalar: Unicode.Scalar, _ output: inout [UInt8]) {
        if scalar.value < 0x80 {
            output.append(UInt8(scalar.value))
        } else {
            output += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        }
    }
}
