import OCPPLog

/// Reads rows of CSV (RFC 4180) into a table of fields, by the names in the first row.
struct CSVRecord {
    /// The row's cells one behind the other, without quotes: what the table's ranges point into.
    private(set) var bytes: [UInt8] = []
    /// Where the cells of the row stand in them.
    private(set) var cells: [Range<Int>] = []
    private let separator: UInt8
    private var columns: [ImportedField?] = []

    init(separator: UInt8) {
        self.separator = separator
    }

    /// Whether the first row was read.
    var hasNames: Bool { !columns.isEmpty }

    /// Reads the first row.
    mutating func readNames(_ row: Span<UInt8>) throws(ImportFault) {
        do throws(LineFault) {
            try split(row)
        } catch {
            throw ImportFault("the first row, which names the columns, cannot be read: \(error.reason)")
        }
        let names = cells.map { cell -> String in
            let name = String(decoding: bytes[cell], as: UTF8.self)
            return name.lowercased().filter { !$0.isWhitespace }
        }
        columns = names.map { name in ImportedField.allCases.first { $0.name == name } }
        for needed in [ImportedField.chargerID, .datetime, .source] where !columns.contains(needed) {
            throw ImportFault("the first row of CSV names the columns, and \(needed.name) is not among them")
        }
    }

    /// Reads another row.
    mutating func read(_ row: Span<UInt8>, into table: inout FieldTable) throws(LineFault) {
        try split(row)
        guard cells.count == columns.count else { throw LineFault.columns }
        for (column, cell) in zip(columns, cells) {
            guard let column, !cell.isEmpty else { continue }
            table[column] = .init(kind: .text, range: cell)
        }
    }

    /// Takes the quotes off the cells of a row.
    mutating func split(_ row: Span<UInt8>) throws(LineFault) {
        bytes.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
        let end = row.count > 0 && row[row.count - 1] == 0x0D ? row.count - 1 : row.count
        var position = 0
        while true {
            let begin = bytes.count
            if position < end, row[position] == UInt8(ascii: "\"") {
                position = try quoted(row, at: position + 1, end)
            } else {
                while position < end, row[position] != separator {
                    bytes.append(row[position])
                    position += 1
                }
            }
            cells.append(begin..<bytes.count)
            guard position < end else { return }
            guard row[position] == separator else { throw LineFault.quotes }
            position += 1
        }
    }

    /// - Returns: the place behind the closing quote.
    private mutating func quoted(_ row: Span<UInt8>, at start: Int, _ end: Int) throws(LineFault) -> Int {
        var position = start
        while position < end {
            let byte = row[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard position < end, row[position] == byte else { return position }
                position += 1
            }
            bytes.append(byte)
        }
        throw LineFault.quotes
    }
}
