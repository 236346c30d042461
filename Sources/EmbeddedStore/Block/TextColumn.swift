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

extension ColumnReader {
    /// Reads a column of texts for the rows whose forms have one.
    mutating func textColumn(
        _ formOfRow: [Int32], _ has: [Bool]
    ) throws(StoreError) -> BlockMeta.TextColumn {
        var texts: [String] = []
        var last: Int64 = 0
        for _ in 0..<(try count()) {
            let head = try number()
            if head & 1 == 1 {
                last &+= Int64(zigzag: head >> 1)
                texts.append(String(last))
            } else {
                guard head >> 1 <= UInt64(rest) else { throw damage("something is longer than its part") }
                texts.append(try text(take(Int(head >> 1))))
            }
        }
        var count = 0
        for form in formOfRow where has[Int(form)] { count += 1 }
        let numbers = try indices(count, below: Int(Int32.max))
        var known = 0
        var next = 0
        var codes = Array<Int32>(repeating: -1, count: formOfRow.count)
        for (row, form) in formOfRow.enumerated() where has[Int(form)] {
            guard let code = TextColumn.index(back: UInt64(numbers[next]), known: &known, of: texts.count) else {
                throw damage("an index points at nothing")
            }
            codes[row] = Int32(truncatingIfNeeded: code)
            next += 1
        }
        return BlockMeta.TextColumn(texts: texts, codes: codes)
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
