import OCPPLog

/// The rows of one hot table in memory, in runs.
struct HotRows: Sendable {
    private(set) var runs: [HotRun] = []
    private let rowsPerRun: Int

    /// - Parameter rowsPerRun: so many rows fill a run.
    init(rowsPerRun: Int = HotRun.rows) {
        self.rowsPerRun = rowsPerRun
    }

    var count: Int { runs.reduce(0) { $0 + $1.count } }

    /// Adds a row.
    /// - Parameter record: what ``Record`` made of the entry.
    mutating func append(_ entry: Entry, record: [UInt8], _ tables: StoreTables) {
        if runs.last.map({ $0.count >= rowsPerRun }) ?? true { runs.append(HotRun()) }
        runs[runs.count - 1].append(entry, record: record, tables)
    }
}
