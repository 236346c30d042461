/// Cuts CSV into rows (RFC 4180): a line break between quotes belongs to its cell.
struct RowCutter: Cutter {
    private enum State {
        case cellBegins, plain, quoted, quoteInside
    }

    /// So many bytes of the record were looked at.
    private var looked = 0
    private var state = State.cellBegins
    private var lines = 0
    /// What stands between cells.
    let separator: UInt8

    init(separator: UInt8) {
        self.separator = separator
    }

    func forgetting() -> RowCutter {
        var cutter = self
        cutter.looked = 0
        return cutter
    }

    mutating func cut(_ bytes: Span<UInt8>, from start: Int, isFinished: Bool) -> Cut {
        var position = start + looked
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == 0x0A { lines += 1 }
            switch (state, byte) {
            case (.quoted, UInt8(ascii: "\"")): state = .quoteInside
            case (.quoted, _): break
            case (.cellBegins, UInt8(ascii: "\"")), (.quoteInside, UInt8(ascii: "\"")): state = .quoted
            case (_, 0x0A): return record(start..<position - 1, next: position, start)
            case (_, separator): state = .cellBegins
            default: state = .plain
            }
        }
        looked = bytes.count - start
        guard isFinished, looked > 0 else { return .unfinished }
        return record(start..<bytes.count, next: bytes.count, start)
    }

    private mutating func record(_ range: Range<Int>, next: Int, _ start: Int) -> Cut {
        defer { (looked, lines, state) = (0, 0, .cellBegins) }
        return .record(0..<range.count, next: next - start, linesBefore: 0, linesInside: lines)
    }
}
