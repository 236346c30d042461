import OCPPLog

/// Collects a column of texts that repeat: each text once, numbered as it is first seen.
///
/// A row says 0 for the next new text, else how many texts ago its own was first seen.
struct TextColumnWriter {
    private var table: ByteTable
    private var codes = ColumnWriter()

    init(seed: UInt64) {
        table = ByteTable(seed: seed)
    }

    mutating func removeAll() {
        table.removeAll()
        codes.removeAll()
    }

    mutating func append(_ text: String) {
        let known = table.count
        let number = table.number(of: text)
        codes.count(number == known ? 0 : known - number)
    }

    /// Writes the texts, whole numbers among them as differences, and the codes of the rows.
    func write(to column: inout ColumnWriter) {
        column.count(table.count)
        var last: Int64 = 0
        table.bytes.withUnsafeBufferPointer { bytes in
            for index in 0..<table.count {
                let text = UnsafeBufferPointer(rebasing: bytes[table.range(index)])
                if let number = CanonicalNumber.value(of: text) {
                    // Numbers have 17 digits at most: there is room for the bit.
                    column.number((number - last).zigzag << 1 | 1)
                    last = number
                } else {
                    column.number(UInt64(text.count) << 1)
                    column.raw(text)
                }
            }
        }
        column.raw(codes.bytes)
    }
}

/// How rows say which text of a table they have.
enum TextColumn {
    /// 0 is the next new text, else it is so many texts ago; nil where there is none.
    static func index(back: UInt64, known: inout Int, of count: Int) -> Int? {
        if back > 0 { return back <= UInt64(known) ? known - Int(back) : nil }
        guard known < count else { return nil }
        known += 1
        return known - 1
    }
}
