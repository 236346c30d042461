/// Cuts a JSON array into its elements, however they are spread over lines.
struct ElementCutter: Cutter {
    /// So many bytes of the record were looked at.
    private var looked = 0
    private var isInArray = false
    private var begin: Int?
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var linesBefore = 0
    private var linesInside = 0

    func forgetting() -> ElementCutter {
        var cutter = self
        cutter.looked = 0
        cutter.begin = begin.map { _ in 0 }
        return cutter
    }

    mutating func cut(_ bytes: Span<UInt8>, from start: Int, isFinished: Bool) -> Cut {
        var position = start + looked
        while position < bytes.count {
            let byte = bytes[position]
            if let begin, endsElement(byte) {
                let isPartOfIt = depth == 0 && byte != UInt8(ascii: ",")
                let end = isPartOfIt ? position + 1 : position
                return record(begin..<end - start, next: end - start)
            }
            if byte == 0x0A { if begin == nil { linesBefore += 1 } else { linesInside += 1 } }
            if begin == nil { beginElement(byte, at: position - start) }
            position += 1
        }
        looked = bytes.count - start
        guard isFinished, let begin else { return .unfinished }
        return record(begin..<looked, next: looked)
    }

    private mutating func record(_ range: Range<Int>, next: Int) -> Cut {
        defer {
            (looked, begin, depth, isInString, isEscaped) = (0, nil, 0, false, false)
            (linesBefore, linesInside) = (0, 0)
        }
        return .record(range, next: next, linesBefore: linesBefore, linesInside: linesInside)
    }

    private mutating func beginElement(_ byte: UInt8, at place: Int) {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","): return
        case UInt8(ascii: "[") where !isInArray: isInArray = true
        case UInt8(ascii: "]"): isInArray = false
        default:
            begin = place
            isInString = byte == UInt8(ascii: "\"")
            depth = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") ? 1 : 0
        }
    }

    /// Follows an element by one byte.
    /// - Returns: whether it ends with it, or right before it where it is a number or a word.
    private mutating func endsElement(_ byte: UInt8) -> Bool {
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
                return depth == 0
            }
            return false
        }
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            return depth <= 0
        case UInt8(ascii: ","): return depth == 0
        default: break
        }
        return false
    }
}
