import GRDB
import OCPPLog

extension LogWriter {
    /// Writes segments and what meta says afterwards.
    /// - Returns: meta as it is written.
    func insert(_ segments: [EncodedSegment], _ meta: inout Meta, _ db: Database) throws -> Meta {
        for segment in segments {
            try SegmentTable(db: db).insert(segment, id: meta.segment)
            meta.segment += 1
        }
        try MetaTable(db: db).write(meta)
        return meta
    }

    /// Reads the segments that were written last, as every later start will read them.
    func lastSegments(_ count: Int, _ db: Database) throws -> [LoadedSegment] {
        let next = try MetaTable(db: db).read().segment
        return try SegmentTable(db: db).load(after: next - Int64(count) - 1, tables).segments
    }
}
