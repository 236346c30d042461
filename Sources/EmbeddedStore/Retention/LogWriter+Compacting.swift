import GRDB

extension LogWriter {
    /// Gives free pages back to the disk, file by file.
    func compact() throws {
        for file in view.files { try compact(file.file) }
    }

    /// Gives the free pages of one file back.
    func compact(_ file: MonthFile) throws {
        try writeNow { _ in
            try file.withWriter { db in
                // Each row of its answer is a page that was given back.
                let freed = try Row.fetchCursor(db, sql: "PRAGMA incremental_vacuum")
                while try freed.next() != nil {}
                try db.checkpoint(.truncate)
            }
        }
    }
}
