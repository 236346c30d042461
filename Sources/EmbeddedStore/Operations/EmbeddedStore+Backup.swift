import GRDB
public import OCPPLog

/// What a backup did.
public struct BackupReport: Sendable, Hashable {
    /// The names of files that were copied.
    public var copied: [String] = []
    /// Those that were in the backup already and have not changed.
    public var unchanged: [String] = []
    /// Those that are in the backup only: the log has dropped them since. They are kept.
    public var kept: [String] = []
    /// What was copied, in bytes.
    public var bytes: Int64 = 0
}

extension EmbeddedStore {
    private static let pagesPerStep: Int32 = 4_096

    /// Copies a log into another directory, also while another process writes to it. Each file is copied as it is at one
    /// moment, the newest last; a month that is over and has not changed since the last backup is not copied again. A backup
    /// that was broken off can be run again: what is complete is not done twice.
    /// - Parameters:
    ///   - files: the names of small files of the data directory that belong to the log; those that are there are copied too.
    ///   - progress: told now and then: the file, and how much of it was copied, from 0 to 1.
    /// - Throws: code `unwritable` when there is no log, or nothing can be written; `full`, `corrupt`, `newerVersion`.
    public static func backup(
        directory path: String, to target: String, files: [String] = [],
        progress: @escaping (_ file: String, _ share: Double) -> Void = { _, _ in }
    ) throws(StoreError) -> BackupReport {
        let source = LogDirectory(path: path)
        let target = LogDirectory(path: target)
        var months = try source.expectMonths()
        for month in months { _ = try Schema.version(of: source.file(of: month), source) }
        guard !target.isInside(source) else {
            throw StoreError(
                .unwritable, "\(target.path) lies in the data directory; a backup needs a directory of its own")
        }
        try target.create()
        var report = BackupReport()
        var done: Set<Month> = []
        // A month that begins meanwhile takes over what is not finished: it belongs to the backup.
        while let month = months.first(where: { !done.contains($0) }) {
            done.insert(month)
            try backup(month, source, target, &report) { progress(month.fileName, $0) }
            months = try source.months()
        }
        for name in files { try BackupDirectory.copySmallFile(name, from: source, to: target) }
        report.kept = try target.months().filter { !done.contains($0) }.map(\.fileName)
        return report
    }

    private static func backup(
        _ month: Month, _ source: LogDirectory, _ target: LogDirectory, _ report: inout BackupReport,
        _ progress: @escaping (Double) -> Void
    ) throws(StoreError) {
        let original = source.file(of: month)
        let copy = target.file(of: month)
        // Looked at before it is copied: what is written meanwhile makes it another file next time.
        let stamp = BackupDirectory.Stamp(original)
        let isAtRest = BackupDirectory.Stamp(original + "-wal").map { $0.size == 0 } ?? true
        if isAtRest, let stamp, stamp == BackupDirectory.Stamp(copy) {
            report.unchanged.append(month.fileName)
            return
        }
        guard stamp != nil else { return }  // dropped meanwhile
        try target.remove(copy + BackupDirectory.draftEnding)
        try LogDirectory.makeFile(copy + BackupDirectory.draftEnding)
        do {
            try copyDatabase(original, to: copy + BackupDirectory.draftEnding, journal: "DELETE", progress)
        } catch {
            try? target.remove(copy + BackupDirectory.draftEnding)
            throw StoreError(translating: error, LogDirectory(path: isOfTarget(error) ? target.path : source.path))
        }
        try BackupDirectory.finish(
            copy + BackupDirectory.draftEnding, as: copy, in: target, time: isAtRest ? stamp?.time : nil)
        report.copied.append(month.fileName)
        report.bytes += BackupDirectory.Stamp(copy)?.size ?? 0
    }

    /// Copies a database as it is at one moment, with what lies in its `-wal`.
    /// - Parameter journal: how changes to the copy are made safe: `WAL`, or `DELETE` for a plain file, which can be read where
    ///   nothing can be written beside it.
    static func copyDatabase(
        _ original: String, to draft: String, journal: String, _ progress: @escaping (Double) -> Void
    ) throws {
        let from = try DatabaseQueue(path: original, configuration: MonthFile.reading)
        let to = try DatabaseQueue(path: draft)
        try to.writeWithoutTransaction { copy in
            // One reading transaction around all steps: they see the same moment, and the writer goes on.
            try from.read { db in
                try db.backup(to: copy, pagesPerStep: pagesPerStep) { state in
                    let all = max(1, state.totalPageCount)
                    progress(Double(state.completedPageCount) / Double(all))
                }
            }
        }
        try to.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = \(journal)") }
        try to.close()
        try from.close()
    }

    /// A disk that is full is that of the copy.
    private static func isOfTarget(_ error: any Error) -> Bool {
        (error as? DatabaseError)?.resultCode == .SQLITE_FULL
    }
}
