import CSQLite

/// One row of an ``IndexedTable``, all columns read.
struct IndexedRow {
    var id: Int64
    var datetime: Int64
    var connectorID: Int64
    var latency: Int64
    /// The other columns in their order.
    var texts: [String]

    init(_ statement: OpaquePointer) {
        id = sqlite3_column_int64(statement, 0)
        datetime = sqlite3_column_int64(statement, 1)
        connectorID = sqlite3_column_int64(statement, 6)
        latency = sqlite3_column_int64(statement, 12)
        texts = [2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 14].map { column in
            sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
        }
    }
}
