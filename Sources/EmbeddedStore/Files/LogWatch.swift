import Dispatch
import GRDB
import OCPPLog
import Synchronization

/// Follows a log that another process may be writing: before each search it looks what has changed on the disk.
final class LogWatch: Sendable {
    private let directory: LogDirectory
    private let tables: StoreTables
    private let state = Mutex(State())
    private let looking = DispatchQueue(label: "ocpplogs.store.look", qos: .userInitiated)

    private struct State {
        var files: [Month: WatchedFile] = [:]
    }

    init(_ directory: LogDirectory, _ tables: StoreTables) {
        self.directory = directory
        self.tables = tables
    }

    /// Looks for the first time.
    /// - Returns: the origin of the log.
    func begin() throws -> UInt32 {
        let (_, meta) = try state.withLock { try look(&$0) }
        guard let meta else { throw StoreError(.unwritable, "there is no log in \(directory.path) yet") }
        return meta.origin
    }

    /// What there is now.
    func view() async throws -> StoreView {
        try await withCheckedThrowingContinuation { continuation in
            looking.async { continuation.resume(with: Result { try self.state.withLock { try self.look(&$0).view } }) }
        }
    }

    func close() throws {
        try state.withLock { state in
            for file in state.files.values { try file.close() }
            state.files = [:]
        }
    }

    private func look(_ state: inout State) throws -> (view: StoreView, meta: Meta?) {
        let months = try directory.months()
        for month in state.files.keys where !months.contains(month) {
            try state.files.removeValue(forKey: month)?.close()
        }
        var view = StoreView()
        var newest: Meta?
        for month in months {
            var file = try state.files[month] ?? WatchedFile(MonthFile(month, in: directory, forReading: true))
            let meta = try file.look(tables)
            state.files[month] = file
            view.files.append(file.view)
            view.lastSequence = meta.lastSequence
            newest = meta
        }
        return (view, newest)
    }
}

/// One file of a log that another process may be writing.
struct WatchedFile {
    private let queue: DatabaseQueue
    private(set) var view: FileView
    private var meta: Meta?
    /// SQLite's number for what others have written; it means something on one connection only.
    private var version: Int64?
    /// The numbers of the rows that are in memory, by hot table.
    private var rows: [ClosedRange<Int64>?] = [nil, nil]

    init(_ file: MonthFile) throws {
        queue = try DatabaseQueue(path: file.path, configuration: MonthFile.reading)
        view = FileView(file: file)
    }

    func close() throws {
        try queue.close()
        try view.file.retire()
    }

    /// Reads what has changed, in one snapshot.
    mutating func look(_ tables: StoreTables) throws -> Meta {
        var next = self
        let meta = try queue.read { db in
            let version = try Int64.fetchOne(db, sql: "PRAGMA data_version")
            if let meta = next.meta, version == next.version { return meta }
            var meta = try MetaTable(db: db).read()
            try next.readSegments(db, tables)
            for table in 0...1 {
                try next.readRows(table, db, tables)
                for run in next.view.hot[table].runs { for id in run.ids { meta.note(id) } }
            }
            (next.version, next.meta) = (version, meta)
            return meta
        }
        self = next
        return meta
    }

    private mutating func readSegments(_ db: Database, _ tables: StoreTables) throws {
        let table = SegmentTable(db: db)
        let ids = Set(try table.ids())
        view.remove { !ids.contains($0) }
        // One that cannot be read at all is not tried again.
        let last = max(view.segments.last?.id ?? 0, view.lostEntries.keys.max() ?? 0)
        let (segments, lost) = try table.load(after: last, tables)
        view.segments += segments
        view.lostEntries.merge(lost) { $1 }
    }

    private mutating func readRows(_ number: Int, _ db: Database, _ tables: StoreTables) throws {
        let table = HotTable(db: db, number: number)
        let stored = try table.numbers()
        // Row numbers are never given twice: a table that begins with another one was emptied and filled again.
        if stored?.lowerBound != rows[number]?.lowerBound {
            view.hot[number] = HotRows()
            view.damagedRows[number] = 0
            rows[number] = nil
        }
        let known = rows[number]?.upperBound ?? .min
        rows[number] = stored
        guard let stored, stored.upperBound > known else { return }
        try table.forEach(after: known) { _, row in
            view.append(row, to: number, tables)
        }
    }
}
