import OCPPLog

/// Reads a table of messages in Markdown, a row a line.
struct MarkdownRows: RecordParser {
    private var rows: TableRows<UsualNames>

    init(_ options: ImportOptions) {
        rows = TableRows(options)
    }

    static func cutter(_ head: ArraySlice<UInt8>, isWhole: Bool) -> LineCutter? { LineCutter() }

    mutating func read(
        _ record: Range<Int>, of bytes: [UInt8], line: Int, by cutter: LineCutter, into findings: inout [Finding]
    ) {
        let cells = Self.cells(bytes[record])
        guard cells.count > 1 else {
            findings.append(.passedOver(.noFrame, line: line))
            return
        }
        rows.read(cells.map { $0[...] }, line: line, into: &findings)
    }

    /// The cells of a row, whether or not bars stand at its ends. A bar within a frame, and one behind a backslash, is no border.
    static func cells(_ line: ArraySlice<UInt8>) -> [[UInt8]] {
        var cells: [[UInt8]] = [[]]
        var position = line.startIndex
        // One that stays open is looked for once: the line may be long.
        var allClose = true
        while position < line.endIndex {
            let byte = line[position]
            if allClose, FrameText.type(at: position, in: line) != nil {
                guard let end = FrameText.end(of: position, in: line) else {
                    allClose = false
                    continue
                }
                cells[cells.count - 1] += unescaped(line[position..<end])
                position = end
            } else if byte == UInt8(ascii: "\\"), position + 1 < line.endIndex, line[position + 1] == bar {
                cells[cells.count - 1].append(bar)
                position += 2
            } else {
                if byte == bar { cells.append([]) } else { cells[cells.count - 1].append(byte) }
                position += 1
            }
        }
        if cells.count > 1, cells[0].allSatisfy({ $0 <= 0x20 }) { cells.removeFirst() }
        if cells.count > 1, cells[cells.count - 1].allSatisfy({ $0 <= 0x20 }) { cells.removeLast() }
        return cells
    }

    private static let bar = UInt8(ascii: "|")

    /// A bar needs no backslash in JSON, and may not have one.
    private static func unescaped(_ frame: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in frame {
            if byte == bar, bytes.last == UInt8(ascii: "\\") { bytes.removeLast() }
            bytes.append(byte)
        }
        return bytes
    }
}
