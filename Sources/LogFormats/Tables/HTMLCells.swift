import OCPP
import OCPPLog

/// Reads a table of messages in HTML, as a page of a central system is saved.
struct HTMLRows: RecordParser {
    private var rows: TableRows<UsualNames>

    init(_ options: ImportOptions) {
        rows = TableRows(options)
    }

    static func cutter(_ head: ArraySlice<UInt8>, isWhole: Bool) -> TagCutter? { TagCutter("tr") }

    mutating func read(
        _ record: Range<Int>, of bytes: [UInt8], line: Int, by cutter: TagCutter, into findings: inout [Finding]
    ) {
        let cells = Self.cells(bytes[record])
        guard !cells.isEmpty else { return }
        rows.read(cells.map { $0[...] }, line: line, into: &findings)
    }

    /// The text of each `<td>` and `<th>` of a row.
    static func cells(_ row: ArraySlice<UInt8>) -> [[UInt8]] {
        var cells: [[UInt8]] = []
        var isInCell = false
        var position = row.startIndex
        // Behind the last one all is text.
        let lastTag = row.lastIndex(of: UInt8(ascii: ">")) ?? row.startIndex
        while position < row.endIndex {
            let byte = row[position]
            if byte == UInt8(ascii: "<"), position < lastTag,
                let end = row[position...].firstIndex(of: UInt8(ascii: ">"))
            {
                let name = tagName(row[position + 1..<end])
                if name == "td" || name == "th" {
                    isInCell = true
                    cells.append([])
                } else if ["/td", "/th", "/tr", "/table", "/tbody"].contains(name) {
                    isInCell = false
                } else if isInCell, name == "br" {
                    cells[cells.count - 1].append(0x0A)
                }
                position = end + 1
                continue
            }
            let (text, next) = byte == UInt8(ascii: "&") ? entity(row, at: position) : ([byte], position + 1)
            if isInCell { cells[cells.count - 1] += text }
            position = next
        }
        return cells
    }

    private static func tagName(_ tag: ArraySlice<UInt8>) -> String {
        let name = tag.prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") }
        return String(decoding: name, as: UTF8.self).lowercased()
    }

    private static let named: [String: String] = [
        "lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'", "nbsp": " ", "#34": "\"", "#39": "'",
        "lbrack": "[", "rbrack": "]", "lbrace": "{", "rbrace": "}", "comma": ",", "colon": ":",
    ]

    /// - Returns: what an entity stands for and the place behind it; what is none stays as it is.
    private static func entity(_ row: ArraySlice<UInt8>, at start: Int) -> ([UInt8], Int) {
        let longest = row[start...].prefix(12)
        guard let end = longest.firstIndex(of: UInt8(ascii: ";")) else { return ([row[start]], start + 1) }
        let name = String(decoding: row[start + 1..<end], as: UTF8.self)
        if let text = named[name] { return (Array(text.utf8), end + 1) }
        let isHexadecimal = name.hasPrefix("#x") || name.hasPrefix("#X")
        guard name.hasPrefix("#"),
            let number = UInt32(name.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10),
            let scalar = Unicode.Scalar(number)
        else { return ([row[start]], start + 1) }
        return (Array(String(Character(scalar)).utf8), end + 1)
    }
}
