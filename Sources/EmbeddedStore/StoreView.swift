import OCPP
import OCPPLog

/// What the store holds at one moment. Immutable: a search works on the view it began with while others take its place.
struct StoreView: Sendable {
    /// The oldest first; the last one is written to.
    var files: [FileView] = []

    /// The highest number of a recorded entry.
    var lastSequence: Int64 = 0

    var sealedEntries: Int { files.reduce(0) { $0 + $1.segments.reduce(0) { $0 + $1.count } } }
    var hotEntries: Int { files.reduce(0) { $0 + $1.hot.reduce(0) { $0 + $1.count } } }
    /// Entries that cannot be read.
    var unreadable: Int { files.reduce(0) { $0 + $1.unreadable } }
    var segments: Int { files.reduce(0) { $0 + $1.segments.count } }
    /// Those of which the summary or filter is damaged, made again from their blocks.
    var rebuiltSegments: Int { files.reduce(0) { $0 + $1.segments.count(where: \.isRebuilt) } }

    /// The place of a month's file.
    func index(of month: Month) -> Int? { files.firstIndex { $0.file.month == month } }
}

/// What one file holds.
struct FileView: Sendable {
    let file: MonthFile
    var segments: [LoadedSegment] = []
    /// The rows of the two hot tables.
    var hot = [HotRows(), HotRows()]
    /// Rows of the hot tables that cannot be read.
    var damagedRows = [0, 0]
    /// How many entries of segments cannot be read, as far as that is known without reading their blocks.
    var lostEntries: [Int64: Int] = [:]

    /// Entries that cannot be read.
    var unreadable: Int { lostEntries.values.reduce(0, +) + damagedRows[0] + damagedRows[1] }

    /// Forgets segments that are not there any more.
    mutating func remove(_ gone: (Int64) -> Bool) {
        segments.removeAll { gone($0.id) }
        lostEntries = lostEntries.filter { !gone($0.key) }
    }

    /// Rows of a hot table on the disk.
    func rows(_ table: Int) -> Int { hot[table].count + damagedRows[table] }

    /// Takes a row over as it is read from the disk; nil is a damaged one.
    mutating func append(_ row: HotRecord?, to table: Int, _ tables: StoreTables) {
        guard let row else { return damagedRows[table] += 1 }
        hot[table].append(row.entry, record: row.record, tables)
    }
}

extension FileView: SearchableFile {
    var runs: [HotRun] { hot.flatMap(\.runs) }

    func read<Value: Sendable>(_ body: @Sendable (SegmentReader) throws -> Value) async throws -> Value {
        try await file.read { try body(SegmentReader(db: $0)) }
    }
}

/// A file of a view was removed meanwhile: whoever meets that begins again on the view of now.
struct ViewIsStale: Error {}
