import GRDB
import OCPPLog

extension MonthFile {
    /// Makes the file of a month. It gets its name when it is complete: what a crash leaves half made is made again.
    /// - Parameters:
    ///   - meta: where its numbers go on.
    ///   - unfinished: what is not over yet, taken over from the file before.
    static func make(
        _ month: Month, in directory: LogDirectory, meta: Meta, unfinished: Unfinished
    ) throws -> MonthFile {
        let file = MonthFile(month, in: directory)
        let draft = file.path + ".new"
        try directory.remove(draft)
        try LogDirectory.makeFile(draft)
        let queue = try DatabaseQueue(path: draft)
        try queue.writeWithoutTransaction { db in
            // Before the first table: then space can be given back later.
            try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
            // Before it has its name: a power cut while the mode changes leaves a journal, and who only reads cannot open that.
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            try db.inTransaction(.immediate) {
                try db.execute(sql: Schema.tables)
                try MetaTable(db: db).write(meta)
                try UnfinishedTables(db: db).apply(
                    Batch(opened: unfinished.calls, transactionsBegun: unfinished.transactions))
                try db.execute(sql: "PRAGMA user_version = \(Schema.version)")
                return .commit
            }
        }
        try queue.close()
        try directory.rename(draft, to: file.path)
        return file
    }

    /// Reads what an open store keeps of it.
    func load(_ tables: StoreTables) throws -> (meta: Meta, view: FileView) {
        try readNow { db in
            let meta = try MetaTable(db: db).read()
            var view = FileView(file: self)
            (view.segments, view.lostEntries) = try SegmentTable(db: db).load(after: 0, tables)
            var loaded = meta
            for table in 0...1 {
                try HotTable(db: db, number: table).forEach(after: .min) { n, row in
                    view.append(row, to: table, tables)
                    if let row { loaded.note(row.entry.id) }
                    loaded.row = max(loaded.row, min(n, 1 << 60) + 1)
                }
            }
            return (loaded, view)
        }
    }
}

extension Meta {
    /// Takes the number of an entry into account.
    mutating func note(_ id: EntryID) {
        if id.origin == origin {
            lastSequence = max(lastSequence, id.sequence)
        } else if id.origin == importOrigin {
            importSequence = max(importSequence, id.sequence)
        }
    }
}
