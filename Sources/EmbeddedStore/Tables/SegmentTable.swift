import Foundation
import GRDB
import OCPP
import OCPPLog

/// The sealed entries of a month's file: blocks, and what rules them out.
struct SegmentTable {
    let db: Database

    /// A part has this number in its table.
    static func partID(_ part: BlockPart, of place: BlockPlace) -> Int64 {
        place.segment << 8 | Int64(place.block) << 3 | Int64(part.rawValue)
    }

    /// A row of a segment's filters has this number in its table.
    static func filterID(_ row: Int, of segment: Int64) -> Int64 {
        segment << 24 | Int64(row)
    }

    func insert(_ segment: EncodedSegment, id: Int64) throws {
        let part = try db.cachedStatement(sql: "INSERT INTO parts (id, body) VALUES (?, ?)")
        for (number, block) in segment.blocks.enumerated() {
            for kind in BlockPart.allCases {
                let place = BlockPlace(segment: id, block: number)
                try part.execute(arguments: [Self.partID(kind, of: place), Data(block[kind])])
            }
        }
        let filter = try db.cachedStatement(sql: "INSERT INTO filters (id, body) VALUES (?, ?)")
        for (row, body) in ([segment.index.planes] + segment.index.uniqueIDs).enumerated() {
            try filter.execute(arguments: [Self.filterID(row, of: id), Data(body)])
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO segments (id, count, oldest, newest, summary, grams, rollup) VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            id, segment.count, segment.oldest.microseconds, segment.newest.microseconds, Data(segment.index.summary),
            Data(segment.index.union), Data(segment.index.rollup),
        ])
    }

    func delete(_ id: Int64) throws {
        try execute("DELETE FROM segments WHERE id = ?", [id])
        try execute("DELETE FROM parts WHERE id BETWEEN ? AND ?", [id << 8, id << 8 | 0xFF])
        try execute("DELETE FROM filters WHERE id BETWEEN ? AND ?", [id << 24, id << 24 | 0xFF_FFFF])
    }

    /// The numbers of all segments, rising.
    func ids() throws -> [Int64] {
        try Int64.fetchAll(db, sql: "SELECT id FROM segments ORDER BY id")
    }

    /// The segments behind a number, as an open store keeps them.
    ///
    /// A segment of which the summary is damaged is made from its blocks.
    /// - Returns: also how many entries of such segments cannot be read, where there are any.
    func load(after id: Int64, _ tables: StoreTables) throws -> (segments: [LoadedSegment], lost: [Int64: Int]) {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT id, summary, grams, count FROM segments WHERE id > ? ORDER BY id", arguments: [id])
        var segments: [LoadedSegment] = []
        var losses: [Int64: Int] = [:]
        while let row = try rows.next() {
            let id = try row.decode(Int64.self, atIndex: 0)
            let summary = try row.withUnsafeData(atIndex: 1) { [UInt8]($0 ?? Data()) }
            let union = try row.withUnsafeData(atIndex: 2) { [UInt8]($0 ?? Data()) }
            do throws(StoreError) {
                segments.append(try LoadedSegment(id: id, summary: summary.span, union: union.span, tables: tables))
            } catch {
                guard error.code == .corrupt else { throw error }
                let count = try row.decode(Int.self, atIndex: 3)
                let (segment, lost) = try rebuilt(id, count: count, summary: summary, union: union, tables)
                if let segment { segments.append(segment) }
                if lost > 0 { losses[id] = lost }
            }
        }
        return (segments, losses)
    }

    private func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

/// Reads blocks and filters over one connection.
struct SegmentReader: BlockSource, FilterSource, RollupSource {
    let db: Database

    func withPart<Value>(
        _ part: BlockPart, of place: BlockPlace, _ body: (borrowing Span<UInt8>) throws -> Value
    ) throws -> Value? {
        let value = try withBody("SELECT body FROM parts WHERE id = ?", SegmentTable.partID(part, of: place), body)
        // Parts go together with their segment: without it they were dropped, beside it they are lost.
        if value == nil, try isThere(place.segment) { throw part.damage("it is missing") }
        return value
    }

    func withPlanes<Value>(of segment: Int64, _ body: (borrowing Span<UInt8>) throws -> Value) throws -> Value? {
        try withBody("SELECT body FROM filters WHERE id = ?", SegmentTable.filterID(0, of: segment), body)
    }

    func withUniqueIDs<Value>(
        row: Int, of segment: Int64, _ body: (borrowing Span<UInt8>) throws -> Value
    ) throws -> Value? {
        try withBody("SELECT body FROM filters WHERE id = ?", SegmentTable.filterID(row + 1, of: segment), body)
    }

    func withRollup<Value>(of segment: Int64, _ body: (borrowing Span<UInt8>) throws -> Value) throws -> Value? {
        try withBody("SELECT rollup FROM segments WHERE id = ?", segment, body)
    }

    private func isThere(_ segment: Int64) throws -> Bool {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT 1 FROM segments WHERE id = ?"), arguments: [segment]) != nil
    }

    private func withBody<Value>(
        _ sql: String, _ id: Int64, _ body: (borrowing Span<UInt8>) throws -> Value
    ) throws -> Value? {
        let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: [id])
        guard let row = try rows.next() else { return nil }
        return try row.withUnsafeData(atIndex: 0) { try body(($0 ?? Data()).span) }
    }
}
