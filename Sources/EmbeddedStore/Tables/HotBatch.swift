import OCPP
import OCPPLog

/// Entries that were written together: what a row of a hot table holds. Their records stand one behind the other, each behind
/// its length, and are compressed together: a log is much alike, and a commit writes whole pages.
struct HotBatch {
    /// A commit of more bytes than this becomes several rows: damage costs a row.
    static let largest = 1 << 17
    /// No row is opened that holds more: a record is an entry with two messages.
    private static let most = 1 << 28
    /// The quickest of the levels that are named; 3 saves a tenth of the bytes for twice the time.
    private static let level: Int32 = 1

    /// The number of the first entry; the others follow.
    var first: Int64
    var records: ArraySlice<[UInt8]>
    /// The times of the oldest and the newest entry, in microseconds.
    var times: ClosedRange<Int64>

    /// The rows that entries become.
    /// - Parameters:
    ///   - records: what ``Record`` made of each.
    ///   - first: the number of the first one.
    static func cut(_ entries: [Entry], _ records: [[UInt8]], from first: Int64) -> [HotBatch] {
        var batches: [HotBatch] = []
        var begin = 0
        while begin < records.count {
            var end = begin + 1
            var size = records[begin].count
            let time = entries[begin].datetime.microseconds
            var times = time...time
            while end < records.count, size + records[end].count <= largest {
                size += records[end].count
                let time = entries[end].datetime.microseconds
                times = min(times.lowerBound, time)...max(times.upperBound, time)
                end += 1
            }
            batches.append(HotBatch(first: first + Int64(begin), records: records[begin..<end], times: times))
            begin = end
        }
        return batches
    }

    /// The body of the row.
    func packed() throws(StoreError) -> [UInt8] {
        var writer = RecordWriter(capacity: records.reduce(0) { $0 + $1.count + 3 })
        for record in records { writer.blob(record) }
        return try PackedBytes.pack(writer.bytes, level: Self.level)
    }

    /// The entries of a row, with their records.
    /// - Parameters:
    ///   - count: how many the row says it has.
    ///   - times: of the oldest and the newest, as the row says.
    /// - Throws: ``StoreError/Code/corrupt``.
    static func unpack(
        _ body: Span<UInt8>, count: Int64, oldest: Int64, newest: Int64
    ) throws(StoreError) -> [HotRecord] {
        let bytes: [UInt8]
        do {
            bytes = try PackedBytes.unpack(body, largest: most)
        } catch {
            throw StoreError(.corrupt, error.sentence)
        }
        var reader = RecordReader()
        var rows: [HotRecord] = []
        while reader.position < bytes.count {
            let record = try reader.blob(in: bytes.span)
            rows.append(HotRecord(entry: try Record.decode(record.span), record: record))
        }
        let times = rows.lazy.map(\.entry.datetime.microseconds)
        // A body with another number of entries, or of other times, belongs to another row.
        guard rows.count == count, times.min() == oldest, times.max() == newest else {
            throw StoreError(.corrupt, "its entries are not those that the row should have")
        }
        return rows
    }
}

/// An entry with its bytes.
struct HotRecord: Sendable {
    var entry: Entry
    var record: [UInt8]
}
