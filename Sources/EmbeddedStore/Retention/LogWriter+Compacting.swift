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
                // `incremental_vacuum` looks up each page that it gives back in the list of free pages, which takes a
                // hundred times as long as the commit with which this mode begins: that gives all of them back.
                defer { try? db.execute(sql: MonthFile.givesBackWhenAsked) }
                try db.execute(sql: "PRAGMA auto_vacuum = FULL")
                try db.checkpoint(.truncate)
            }
        }
    }
}
