import Foundation
import GRDB
public import OCPPLog

extension EmbeddedStore {
    /// Makes a data directory of a backup. The numbers of later entries go on under a new origin: ids that were given after the
    /// backup are not given again.
    /// - Parameters:
    ///   - backup: the directory of the backup; nothing in it is changed.
    ///   - target: a directory that is empty or not there.
    ///   - files: the names of small files that belong to the log; those that are there are copied too.
    ///   - newOrigin: gives the random number that the ids of later entries begin with.
    ///   - progress: told now and then: the file, and how much of it was copied, from 0 to 1.
    /// - Returns: the names of the files of months.
    /// - Throws: code `unwritable` when there is no backup, or the target is not empty; `full`, `corrupt`, `newerVersion`.
    public static func restore(
        backup: String, to target: String, files: [String] = [], newOrigin: () -> UInt32,
        progress: @escaping (_ file: String, _ share: Double) -> Void = { _, _ in }
    ) throws(StoreError) -> [String] {
        let source = LogDirectory(path: backup)
        let target = LogDirectory(path: target)
        let months = try source.expectMonths()
        for month in months { _ = try Schema.version(of: source.file(of: month), source) }
        try expectEmpty(target)
        try target.create()
        // A server that is started too early is kept out.
        let lock = try DirectoryLock(target)
        defer { lock.release() }
        for month in months {
            let draft = target.file(of: month) + BackupDirectory.draftEnding
            do {
                try LogDirectory.makeFile(draft)
                try copyDatabase(source.file(of: month), to: draft, journal: "WAL") { progress(month.fileName, $0) }
                if month == months.last { try renumber(draft, newOrigin) }
            } catch {
                throw StoreError(translating: error, target)
            }
        }
        for name in files { try BackupDirectory.copySmallFile(name, from: source, to: target) }
        // Names come last, that of the newest first: a restore that was broken off leaves no log that looks whole.
        for month in months.reversed() {
            let path = target.file(of: month)
            try BackupDirectory.finish(path + BackupDirectory.draftEnding, as: path, in: target, time: nil)
        }
        return months.map(\.fileName)
    }

    private static func expectEmpty(_ target: LogDirectory) throws(StoreError) {
        guard LogDirectory.exists(target.path) else { return }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: target.path)
        } catch {
            throw StoreError(.unwritable, "\(target.path) is no directory that can be read", cause: error)
        }
        guard names.isEmpty else {
            throw StoreError(.unwritable, "\(target.path) is not empty: a backup is restored into a new directory")
        }
    }

    private static func renumber(_ file: String, _ newOrigin: () -> UInt32) throws {
        let queue = try DatabaseQueue(path: file)
        try queue.writeWithoutTransaction { db in
            try SecondFormat.bringUpToDate(db)
            try ThirdFormat.bringUpToDate(db)
        }
        try queue.write { db in
            var meta = try MetaTable(db: db).read()
            // Rows that are not sealed yet have the old origin, and count under it no more.
            for table in 0...1 {
                try HotTable(db: db, number: table).forEach(after: .min) { if let row = $1 { meta.note(row.entry.id) } }
            }
            meta.origin = newOrigin()
            meta.importOrigin = importOrigin(newOrigin, besides: meta.origin)
            try MetaTable(db: db).write(meta)
        }
        try queue.close()
    }
}
