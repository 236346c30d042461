/// Cuts a frame into what stays and what may vary: the numbers and strings of JSON that are no member names.
///
/// What is no JSON by its characters, or has too many pieces, becomes one piece: its payload, or all of it.
struct FrameTokenizer {
    /// Frames with more pieces are kept as they are.
    static let mostTokens = 512
    /// Longer frames are kept as they are.
    static let longestFrame = 1 << 16
    private static let longestWord = 48

    /// All frames, in the order of the arena.
    private(set) var tokens: [FrameToken] = []
    /// Its own: what is shared would be asked for anew at every byte.
    private let classes = Self.classOfByte

    mutating func removeAll() {
        tokens.removeAll(keepingCapacity: tokens.capacity <= 1 << 20)
    }

    /// Appends the tokens of a frame; all ranges lie inside `arena`.
    mutating func append(
        _ frame: FrameArena.Frame, extras: ArraySlice<FrameToken>, of arena: UnsafeBufferPointer<UInt8>
    ) {
        let first = tokens.count
        if frame.kind != .none, !appendPieces(frame, first, arena) {
            tokens.removeSubrange(first...)
            appendWhole(frame, arena)
        }
        tokens.append(contentsOf: extras)
    }

    private mutating func appendPieces(
        _ frame: FrameArena.Frame, _ first: Int, _ arena: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard frame.bytes.count <= Self.longestFrame else { return false }
        var index = frame.bytes.lowerBound
        let end = frame.bytes.upperBound
        var wasValue = false
        // Every access is below `end`, which lies inside the arena.
        while index < end {
            let byte = arena[index]
            switch classes[Int(byte)] {
            case .blank:
                index += 1
            case .structure:
                wasValue = byte == 0x5D || byte == 0x7D
                index += 1
            case .quote:
                guard !wasValue, let close = Self.close(of: index, end, arena) else { return false }
                wasValue = true
                var next = close + 1
                while next < end, classes[Int(arena[next])] == .blank { next += 1 }
                if next == end || arena[next] != 0x3A {
                    guard append(index + 1..<close, isString: true, frame, first, arena) else { return false }
                }
                index = close + 1
            case .number:
                guard !wasValue else { return false }
                wasValue = true
                let start = index
                while index < end, isNumber(arena[index]) { index += 1 }
                guard append(start..<index, isString: false, frame, first, arena) else { return false }
            case .word:
                guard !wasValue, let length = Self.wordLength(index, end, arena) else { return false }
                wasValue = true
                index += length
            case .other:
                return false
            }
        }
        return true
    }

    /// Appends one piece; false where there are too many or the payload does not begin and end between pieces.
    private mutating func append(
        _ place: Range<Int>, isString: Bool, _ frame: FrameArena.Frame, _ first: Int,
        _ arena: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard tokens.count - first < Self.mostTokens else { return false }
        if let payload = frame.payload {
            if place.lowerBound < payload.lowerBound && payload.lowerBound < place.upperBound { return false }
            if place.lowerBound < payload.upperBound && payload.upperBound < place.upperBound { return false }
        }
        let text = UnsafeBufferPointer(rebasing: arena[place])
        var token = FrameToken(start: place.lowerBound, count: place.count)
        if tokens.count - first < 2, isUniqueID(place, frame, arena) {
            token.cut = .uniqueID
        } else if isString, Self.isWord(text) {
            token.isWord = true
        } else if let (value, digits) = Decimal.value(of: text) {
            token.kind = .number
            token.value = value
            token.digits = UInt16(digits)
            token.isWord = !isString && text.count == 1
        } else if isString, let (units, spelling) = ISOTime.value(of: text) {
            token.kind = .time
            token.value = units
            token.digits = spelling.code
        }
        tokens.append(token)
        return true
    }

    /// Whether a piece before the payload is the unique id of the entry. Where all of a frame is searched, it stays a text.
    private func isUniqueID(
        _ place: Range<Int>, _ frame: FrameArena.Frame, _ arena: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard !place.isEmpty, place.count == frame.uniqueID.count else { return false }
        if let payload = frame.payload {
            if place.upperBound > payload.lowerBound { return false }
        } else if !frame.hasError {
            return false
        }
        return arena[place].elementsEqual(arena[frame.uniqueID])
    }

    /// One piece for the payload, or for all of a frame without one. The unique id is still cut out before it.
    private mutating func appendWhole(_ frame: FrameArena.Frame, _ arena: UnsafeBufferPointer<UInt8>) {
        let place = frame.payload ?? frame.bytes
        let id = arena[frame.uniqueID]
        if let payload = frame.payload, !id.isEmpty {
            var start = frame.bytes.lowerBound
            // The head is short in any frame that was sent by a station: 64 bytes are looked at.
            let last = min(payload.lowerBound - id.count, start + 64)
            while start <= last {
                if arena[start..<start + id.count].elementsEqual(id) {
                    tokens.append(FrameToken(start: start, count: id.count, cut: .uniqueID))
                    break
                }
                start += 1
            }
        }
        tokens.append(FrameToken(start: place.lowerBound, count: place.count))
    }

    /// Where the string that opens here is closed.
    private static func close(of open: Int, _ end: Int, _ arena: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = open + 1
        while index < end {
            let byte = arena[index]
            if byte == 0x22 { return index }
            index += byte == 0x5C ? 2 : 1
        }
        return nil
    }

    private func isNumber(_ byte: UInt8) -> Bool {
        classes[Int(byte)] == .number || byte == 0x2E || byte == 0x2B || byte | 0x20 == 0x65
    }

    private static func wordLength(_ index: Int, _ end: Int, _ arena: UnsafeBufferPointer<UInt8>) -> Int? {
        let rest = UnsafeBufferPointer(rebasing: arena[index..<min(end, index + 5)])
        for word in words where rest.starts(with: word) { return word.count }
        return nil
    }

    private static let words: [[UInt8]] = ["true", "null", "false"].map { Array($0.utf8) }

    /// Whether a string is a word or a few: printable, without digits and escapes, not long.
    private static func isWord(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count <= longestWord else { return false }
        for byte in text where byte < 0x20 || byte > 0x7E || byte &- 0x30 <= 9 || byte == 0x5C { return false }
        return true
    }

    private enum ByteClass: UInt8 {
        case blank, structure, quote, number, word, other
    }

    private static let classOfByte: [ByteClass] = (0..<256).map { byte in
        switch UInt8(byte) {
        case 0x20, 0x09, 0x0A, 0x0D: .blank
        case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","),
            UInt8(ascii: ":"):
            .structure
        case UInt8(ascii: "\""): .quote
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): .word
        default: .other
        }
    }
}
