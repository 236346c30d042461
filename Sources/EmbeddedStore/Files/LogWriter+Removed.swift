import Logging
import OCPPLog

// Somebody removed a file of the log, or put another one in its place, while it is open.

extension LogWriter {
    /// Begins the active file again when it was removed: its numbers go on, and what is not over yet is taken over from the file
    /// that has lost its name. What was in it is lost.
    func replaceRemovedFile(_ state: inout State) throws {
        guard !state.active.isInPlace else { return }
        // A file that has the name now is not ours to write over.
        guard !LogDirectory.exists(state.active.path) else {
            throw StoreError(
                .unwritable, "\(state.active.path) is another file than the one that was opened; restart the program")
        }
        let unfinished = try? state.active.readNow { try UnfinishedTables(db: $0).all() }
        var meta = state.meta
        (meta.active, meta.row, meta.segment) = (0, 1, 1)
        let removed = state.active
        let lost = view.files.last.map { $0.segments.reduce(0) { $0 + $1.count } + $0.rows(0) + $0.rows(1) } ?? 0
        // What SQLite had put beside it would be taken for a part of the new one.
        try directory.remove(removed.path)
        let file = try MonthFile.make(
            removed.month, in: directory, meta: meta, unfinished: unfinished ?? Unfinished())
        state = State(active: file, meta: meta, hotSince: [nil, nil])
        change { view in
            guard let index = view.index(of: file.month) else { return }
            view.files[index] = FileView(file: file)
        }
        let notice = "\(file.path) was removed while the program ran; a new one was begun"
        figures.dropped(lost, "removed", notice: notice, at: settings.now())
        logger.error(
            "a file of the log was removed while the program ran; a new one was begun",
            metadata: ["file": "\(file.path)", "entries": "\(lost)"])
    }

    /// Leaves files of older months out that were removed.
    func leaveOutRemovedFiles() {
        for file in view.files.dropLast() where !file.file.isInPlace {
            let lost = file.segments.reduce(0) { $0 + $1.count } + file.rows(0) + file.rows(1)
            change { view in view.files.removeAll { $0.file === file.file } }
            let notice = "\(file.file.path) was removed while the program ran"
            figures.dropped(lost, "removed", notice: notice, at: settings.now())
            logger.error(
                "a file of the log was removed while the program ran",
                metadata: ["file": "\(file.file.path)", "entries": "\(lost)"])
        }
    }
}
