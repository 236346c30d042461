import OCPP
import OCPPLog
import Synchronization

/// The rows of one hot table in memory, in runs.
struct HotRows: Sendable {
    /// Where a row lies.
    struct Place: Sendable {
        var run: Int32
        var row: Int32
    }

    private(set) var runs: [HotRun] = []
    private(set) var count = 0
    private let rowsPerRun: Int

    /// - Parameter rowsPerRun: so many rows fill a run.
    init(rowsPerRun: Int = HotRun.rows) {
        self.rowsPerRun = rowsPerRun
    }

    /// Adds a row.
    /// - Parameter record: what ``Record`` made of the entry.
    mutating func append(_ entry: Entry, record: [UInt8], _ tables: StoreTables) {
        append([entry], records: [record], tables)
    }

    /// Adds rows.
    /// - Parameter records: what ``Record`` made of each entry.
    mutating func append(_ entries: [Entry], records: [[UInt8]], _ tables: StoreTables) {
        tables.names.withLock { names in
            tables.shapes.withLock { shapes in
                for (index, record) in records.enumerated() {
                    // A run takes about as many bytes as the one before; an array that grows takes twice of it.
                    if count % rowsPerRun == 0 { runs.append(HotRun(bytes: (runs.last?.bytes ?? 0) / 8 * 9)) }
                    let peer = names.peer(entries[index].siteID, entries[index].chargerID)
                    let shape = shapes.number(of: entries[index])
                    runs[runs.count - 1].append(entries[index], record: record, peer: peer, shape: shape)
                    count += 1
                }
            }
        }
    }

    /// All rows, in the order in which they were written, with what they are sorted by.
    func forEach(_ body: (Place, _ time: Int64, _ id: EntryID, _ peer: Int32) throws -> Void) rethrows {
        for (number, run) in runs.enumerated() {
            for row in run.times.indices {
                try body(Place(run: Int32(number), row: Int32(row)), run.times[row], run.ids[row], run.peers[row])
            }
        }
    }

    /// The entry of a row.
    /// - Throws: ``StoreError/Code/corrupt``.
    func entry(_ place: Place) throws -> Entry {
        try HotRun.entry(Int(place.row), in: runs, at: Int(place.run))
    }
}
