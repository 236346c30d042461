import CMemory
import OCPP
import OCPPLog
import Synchronization

// Hot tables become segments. All of it runs on the queue of long work, the transactions on that of writes.

extension LogWriter {
    /// Seals what is to be sealed by now: full tables, tables whose rows have waited too long, tables of months that are over.
    func sealWhatIsDue() throws {
        try makingRoom {
            try seal { [settings] rows, since in
                if rows.count >= settings.entriesPerSegment { return true }
                return since.map { settings.now().since($0) >= settings.longestHot } ?? false
            }
        }
    }

    /// Seals every entry there is.
    func sealAll() throws {
        try makingRoom { try seal { _, _ in true } }
    }

    /// - Parameter isDue: is asked of the table that is written to; all others are due.
    private func seal(_ isDue: (HotRows, Timestamp?) -> Bool) throws {
        let active = try writeNow { $0.active.month }
        for file in view.files where file.file.month < active {
            for table in 0...1 { try seal(file.file.month, table) }
        }
        let table = try writeNow { $0.meta.active }
        try seal(active, 1 - table)
        let isSwitched = try writeNow { state in
            // A month may have begun meanwhile: then this file comes next time.
            guard state.active.month == active, let hot = self.view.files.last?.hot else { return false }
            guard hot[table].count > 0, isDue(hot[table], state.hotSince[table]) else { return false }
            var meta = state.meta
            meta.active = 1 - table
            try state.active.write { [meta] in try MetaTable(db: $0).write(meta) }
            state.meta = meta
            return true
        }
        if isSwitched { try seal(active, table) }
    }

    private func seal(_ month: Month, _ table: Int) throws {
        // What it took is free when it returns.
        if try replaceRows(of: table, month) { giveMemoryBack() }
    }

    /// Makes segments of a hot table that nobody writes to, and empties it, in one transaction.
    /// - Returns: false when there was nothing in it.
    private func replaceRows(of table: Int, _ month: Month) throws -> Bool {
        guard let file = view.index(of: month).map({ view.files[$0] }), file.rows(table) > 0 else { return false }
        let rows = file.hot[table]
        let began = figures.elapsed()
        do {
            let segments = try settings.encoder.encode(rows, tables.names.withLock { $0 })
            try writeNow { try self.replace(rows, file.rows(table), table, by: segments, in: file.file, &$0) }
            figures.sealed(rows.count, since: began)
            return true
        } catch {
            figures.sealFailed(error, at: settings.now())
            throw error
        }
    }

    /// The rows of a hot table are tens of megabytes in small pieces, which the allocator would keep: about as much again as
    /// the store needs. Once for each segment, this takes a few milliseconds.
    func giveMemoryBack() {
        _ = malloc_trim(0)
    }

    private func replace(
        _ rows: HotRows, _ count: Int, _ table: Int, by segments: [EncodedSegment], in file: MonthFile,
        _ state: inout State
    ) throws {
        let isActive = state.active.month == file.month
        let known = isActive ? state.meta : nil
        let (meta, loaded) = try file.write { db in
            let hot = HotTable(db: db, number: table)
            guard try hot.count() == count else {
                throw StoreError(.corrupt, "a hot table has other rows than were written")
            }
            // First, so that the segments take the pages of the rows: sealing needs little room on a full disk.
            try hot.empty()
            var meta = try known ?? MetaTable(db: db).read()
            for run in rows.runs { for id in run.ids { meta.note(id) } }
            return (try self.insert(segments, &meta, db), try self.lastSegments(segments.count, db))
        }
        if isActive {
            state.meta = meta
            state.hotSince[table] = nil
        }
        change { view in
            guard let index = view.index(of: file.month) else { return }
            view.files[index].segments += loaded
            view.files[index].hot[table] = HotRows()
            // What could not be read is not kept either.
            view.files[index].damagedRows[table] = 0
        }
    }
}
