import OCPPLog

/// Reads a table of messages in CSV (RFC 4180), whose separator is seen in the first line.
struct CSVRows<Names: ColumnNames>: RecordParser {
    private var rows: TableRows<Names>
    private var csv: CSVRecord?

    init(_ options: ImportOptions) {
        rows = TableRows(options)
    }

    static func cutter(_ head: ArraySlice<UInt8>, isWhole: Bool) -> RowCutter? {
        guard let line = CSVHead.firstLine(head, isWhole: isWhole) else { return nil }
        return RowCutter(separator: CSVHead.separator(line))
    }

    mutating func read(
        _ record: Range<Int>, of bytes: [UInt8], line: Int, by cutter: RowCutter, into findings: inout [Finding]
    ) {
        var csv = csv ?? CSVRecord(separator: cutter.separator)
        do throws(LineFault) {
            try csv.split(bytes.span.extracting(record))
            rows.read(csv.cells.map { csv.bytes[$0] }, line: line, into: &findings)
        } catch {
            findings.append(.reject(error.reject(at: line)))
        }
        self.csv = csv
    }
}

/// What the first line of CSV shows.
enum CSVHead {
    /// - Returns: nil when its end is not there yet.
    static func firstLine(_ head: ArraySlice<UInt8>, isWhole: Bool) -> ArraySlice<UInt8>? {
        var head = head
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
        head = head.drop { $0 <= 0x20 && $0 != 0x09 }
        guard let end = head.firstIndex(of: 0x0A) else { return isWhole && !head.isEmpty ? head : nil }
        return head[..<end]
    }

    /// The one of comma, semicolon and tab that stands there most often outside of quotes.
    static func separator(_ line: ArraySlice<UInt8>) -> UInt8 {
        let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
        var counts = [0, 0, 0]
        var isQuoted = false
        for byte in line {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, let index = separators.firstIndex(of: byte) { counts[index] += 1 }
        }
        let most = counts.indices.max { counts[$0] < counts[$1] } ?? 0
        return separators[most]
    }

    /// The names in the first line, in small letters without blanks.
    static func names(_ head: ArraySlice<UInt8>, isWhole: Bool) -> [String] {
        guard let line = firstLine(head, isWhole: isWhole) else { return [] }
        return line.split(separator: separator(line), omittingEmptySubsequences: false).map { cell in
            String(decoding: cell, as: UTF8.self).lowercased().filter { $0.isLetter || $0.isNumber }
        }
    }
}
