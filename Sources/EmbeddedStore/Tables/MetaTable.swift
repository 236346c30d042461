import GRDB
import OCPPLog

/// What a month's file knows of numbers that were given.
struct Meta: Sendable, Hashable {
    /// Random: what the ids of recorded entries begin with.
    var origin: UInt32
    /// The highest number of a recorded entry that left the hot tables.
    var lastSequence: Int64 = 0
    /// Random: what the ids of entries that were taken over begin with.
    var importOrigin: UInt32
    /// The highest number of an entry that was taken over and left the hot tables.
    var importSequence: Int64 = 0
    /// The hot table that is written to: 0 or 1.
    var active = 0
    /// The number of the next row in a hot table, unless a row has it.
    var row: Int64 = 1
    /// The number of the next segment.
    var segment: Int64 = 1
}

/// The one row of `meta`.
struct MetaTable {
    let db: Database

    func read() throws -> Meta {
        let row = try Row.fetchOne(
            db, sql: "SELECT origin, last_sequence, import_origin, import_sequence, active, row, segment FROM meta")
        guard let row else { throw StoreError(.corrupt, "the row of meta is missing") }
        guard let origin = UInt32(exactly: try row.decode(Int64.self, atIndex: 0)),
            let importOrigin = UInt32(exactly: try row.decode(Int64.self, atIndex: 2))
        else { throw StoreError(.corrupt, "its origin is missing") }
        let meta = Meta(
            origin: origin, lastSequence: try row.decode(Int64.self, atIndex: 1), importOrigin: importOrigin,
            importSequence: try row.decode(Int64.self, atIndex: 3), active: try row.decode(Int.self, atIndex: 4),
            row: try row.decode(Int64.self, atIndex: 5), segment: try row.decode(Int64.self, atIndex: 6))
        // Their numbers take part in sums and in the numbers of parts.
        guard (0...1).contains(meta.active), (1...1 << 60).contains(meta.row), (1...1 << 38).contains(meta.segment)
        else { throw StoreError(.corrupt, "the row of meta holds what it cannot hold") }
        return meta
    }

    /// Writes the row, which takes the place of the one before.
    func write(_ meta: Meta) throws {
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO meta
                (rowid, origin, last_sequence, import_origin, import_sequence, active, row, segment)
                VALUES (1, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            Int64(meta.origin), meta.lastSequence, Int64(meta.importOrigin), meta.importSequence, meta.active, meta.row,
            meta.segment,
        ])
    }
}
