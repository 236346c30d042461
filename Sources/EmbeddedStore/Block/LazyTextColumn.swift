import OCPPLog

/// A column of texts as it is stored. Single rows are looked up in it; for many rows it is decoded once.
struct LazyTextColumn {
    /// So many rows are looked up one by one, which takes a walk each.
    private static let mostLookups = 3

    /// Before the first text, and before the codes of the rows.
    private let texts: ColumnReader
    private let codes: ColumnReader
    private let textCount: Int
    /// For each form whether its rows have a text, and how many rows those are.
    private let has: [Bool]
    private let rowCount: Int
    private var lookups = 0
    private var decoded: BlockMeta.TextColumn?

    /// Passes over the column.
    init(_ column: inout ColumnReader, _ rowsOfForm: [Int], _ has: [Bool]) throws(StoreError) {
        textCount = try column.count()
        texts = column
        for _ in 0..<textCount {
            let head = try column.number()
            guard head & 1 == 0 else { continue }
            guard head >> 1 <= UInt64(column.rest) else {
                throw column.damage("something is longer than its part")
            }
            _ = try column.take(Int(head >> 1))
        }
        var count = 0
        for (rows, has) in zip(rowsOfForm, has) where has { count += rows }
        rowCount = count
        codes = column
        self.has = has
        try column.skipNumbers(count)
    }

    /// The text of a row.
    /// - Parameter formOfRow: the number of each row's form.
    mutating func text(ofRow row: Int, _ formOfRow: [Int32]) throws(StoreError) -> String? {
        guard has[Int(formOfRow[row])] else { return nil }
        if let decoded { return decoded[row] }
        lookups += 1
        guard lookups <= Self.mostLookups else { return try all(formOfRow)[row] }
        var codes = codes
        var known = 0
        var code = 0
        for form in formOfRow[...row] where has[Int(form)] {
            code = try Self.code(&codes, &known, of: textCount)
        }
        return try text(code)
    }

    /// The texts of all rows.
    mutating func all(_ formOfRow: [Int32]) throws(StoreError) -> BlockMeta.TextColumn {
        if let decoded { return decoded }
        var column = texts
        var own: [String] = []
        own.reserveCapacity(textCount)
        var last: Int64 = 0
        for _ in 0..<textCount { own.append(try Self.text(&column, &last)) }
        column = codes
        var known = 0
        var ofRows = Array<Int32>(repeating: -1, count: formOfRow.count)
        for row in formOfRow.indices where has[Int(formOfRow[row])] {
            ofRows[row] = Int32(truncatingIfNeeded: try Self.code(&column, &known, of: textCount))
        }
        let all = BlockMeta.TextColumn(texts: own, codes: ofRows)
        decoded = all
        return all
    }

    private func text(_ code: Int) throws(StoreError) -> String {
        var column = texts
        var last: Int64 = 0
        for _ in 0..<code {
            let head = try column.number()
            if head & 1 == 1 { last &+= Int64(zigzag: head >> 1) } else { _ = try column.take(Int(head >> 1)) }
        }
        return try Self.text(&column, &last)
    }

    /// Whole numbers are differences to the one before.
    private static func text(_ column: inout ColumnReader, _ last: inout Int64) throws(StoreError) -> String {
        let head = try column.number()
        guard head & 1 == 1 else {
            let place = try column.take(Int(head >> 1))
            return try column.text(place)
        }
        last &+= Int64(zigzag: head >> 1)
        return String(last)
    }

    private static func code(
        _ column: inout ColumnReader, _ known: inout Int, of count: Int
    ) throws(StoreError) -> Int {
        guard let code = TextColumn.index(back: try column.number(), known: &known, of: count) else {
            throw column.damage("an index points at nothing")
        }
        return code
    }
}
