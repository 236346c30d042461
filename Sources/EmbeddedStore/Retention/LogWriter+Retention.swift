import GRDB
import Logging
import OCPP
import OCPPLog
import Synchronization

// What is not to be kept any more goes: by age, and by size. All of it runs on the queue of long work.

extension LogWriter {
    /// A segment that holds expired and live entries is written anew when something has been overdue for so long.
    private static let overdue = Duration.seconds(86_400)

    /// Drops what is too old, and the oldest entries while the log is larger than it may be.
    func retain() throws {
        try dropExpired()
        guard let cap = settings.retention.cap else { return }
        try makeRoom(below: cap / 20 * 19, reason: "cap", why: "the log reached 95 % of its size limit")
    }

    /// Drops segments in which nothing lives, and takes expired entries out of others.
    private func dropExpired() throws {
        let retention = settings.retention
        guard retention.keepsNotAll else { return }
        let now = settings.now()
        let sites = tables.names.withLock { $0.siteNames }
        for file in view.files {
            var dead: [LoadedSegment] = []
            for segment in file.segments {
                let life = SegmentLife(segment, retention, sites, now)
                if life.isDead {
                    dead.append(segment)
                } else if life.hasDeadClass || life.oldestIsOverdue(by: Self.overdue) {
                    try passingDamage(file.file, segment) { try rewrite(segment, in: file.file, retention, now) }
                }
            }
            // One by one: one that cannot be dropped must not keep the others.
            for segment in dead {
                try passingDamage(file.file, segment) {
                    try drop([segment], from: file.file, reason: "expired", notice: nil)
                }
            }
        }
    }

    /// Works on one segment. One that is damaged stays as it is, and what comes after it has its turn.
    /// - Returns: whether it was done.
    @discardableResult
    private func passingDamage(_ file: MonthFile, _ segment: LoadedSegment, _ work: () throws -> Void) throws -> Bool {
        do {
            try work()
            return true
        } catch {
            let error = StoreError(translating: error, directory)
            guard error.code == .corrupt else { throw error }
            logger.warning(
                "a damaged part of the log could not be made smaller and stays; ocpplogs store verify names it",
                metadata: ["file": "\(file.path)", "segment": "\(segment.id)", "error": "\(error.sentence)"])
            return false
        }
    }

    /// Drops the oldest segments until what is in use is below a size.
    func makeRoom(below bytes: Int64, reason: String, why: String) throws {
        var dropped = 0
        var stuck: Set<ObjectIdentifier> = []
        while try bytesInUse() > bytes, let (file, segment) = oldest(besides: stuck) {
            let isDone = try passingDamage(file, segment) {
                try drop([segment], from: file, reason: reason, notice: "\(why): the oldest entries were dropped")
            }
            if isDone { dropped += segment.count } else { stuck.insert(ObjectIdentifier(segment)) }
        }
        guard dropped > 0 else { return }
        logger.warning(
            "the oldest entries were dropped to make room",
            metadata: ["directory": "\(directory.path)", "entries": "\(dropped)", "reason": "\(why)"])
    }

    /// Takes a step that writes; on a full disk the oldest entries go until there is room for it.
    func makingRoom(_ step: () throws -> Void) throws {
        var drops = 0
        while true {
            do {
                return try step()
            } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL && drops < Self.mostDrops {
                guard try dropOldest() else { throw error }
                drops += 1
            }
        }
    }

    /// Drops the oldest segment that can be dropped, since the disk is full.
    /// - Returns: whether there was one.
    func dropOldest() throws -> Bool {
        // Else the room that was put aside would go to what is recorded next, and be missing when something can be dropped.
        guard oldest() != nil else { return false }
        let why = "the disk that holds \(directory.path) is full"
        // Dropping writes before it frees: first what is in the -wal goes into its file, which frees the -wal.
        reserve.give()
        try emptyJournal()
        var stuck: Set<ObjectIdentifier> = []
        while let (file, segment) = oldest(besides: stuck) {
            let isDone = try passingDamage(file, segment) {
                try drop([segment], from: file, reason: "disk_full", notice: "\(why): the oldest entries were dropped")
            }
            if isDone { return try tellOfDrop(of: segment, from: file, why) }
            stuck.insert(ObjectIdentifier(segment))
        }
        reserve.fill()
        return false
    }

    private func tellOfDrop(of segment: LoadedSegment, from file: MonthFile, _ why: String) throws -> Bool {
        logger.warning(
            "the oldest entries were dropped to make room",
            metadata: ["directory": "\(directory.path)", "entries": "\(segment.count)", "reason": "\(why)"])
        // So that there is room to put aside again for the next time.
        if view.files.last?.file.month == file.month { try giveBack(file) }
        try emptyJournal()
        reserve.fill()
        return true
    }

    private func oldest(besides stuck: Set<ObjectIdentifier> = []) -> (MonthFile, LoadedSegment)? {
        let all = view.files.flatMap { file in file.segments.map { (file.file, $0) } }
        return all.filter { !stuck.contains(ObjectIdentifier($0.1)) }.min { $0.1.newest < $1.1.newest }
    }

    /// The pages that hold something; those that are free are written again before a file grows.
    private func bytesInUse() throws -> Int64 {
        try view.files.reduce(0) { sum, file in
            try sum
                + file.file.readNow { db in
                    let pages = try Int64.fetchOne(db, sql: "PRAGMA page_count") ?? 0
                    let free = try Int64.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
                    let size = try Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 0
                    return max(0, pages - free) * size
                }
        }
    }

    /// Drops segments in one transaction. A file of an older month that holds nothing any more is removed.
    private func drop(_ segments: [LoadedSegment], from file: MonthFile, reason: String, notice: String?) throws {
        guard !segments.isEmpty else { return }
        let ids = Set(segments.map(\.id))
        try writeNow { state in
            try file.write { db in for id in ids.sorted() { try SegmentTable(db: db).delete(id) } }
            self.change { view in
                guard let index = view.index(of: file.month) else { return }
                view.files[index].remove(ids.contains)
            }
        }
        let entries = segments.reduce(0) { $0 + $1.count }
        figures.dropped(entries, reason, notice: notice, at: settings.now())
        logger.info(
            "entries were dropped",
            metadata: ["file": "\(file.path)", "entries": "\(entries)", "reason": "\(reason)"])
        try removeIfEmpty(file)
        // Of the file that is written to, free pages are used again.
        if view.files.last?.file.month != file.month { try giveBack(file) }
    }

    /// Writes what is in the `-wal` of the active file into it, as far as readers and the disk let it.
    private func emptyJournal() throws {
        try writeNow { try $0.active.withWriter { _ = try? $0.checkpoint(.truncate) } }
    }

    /// Gives the free pages of a file back to the disk. That can wait: on a full disk there may be no room to move pages.
    private func giveBack(_ file: MonthFile) throws {
        guard view.index(of: file.month) != nil else { return }
        do {
            try compact(file)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
            logger.debug("free pages of an older month stay for now", metadata: ["file": "\(file.path)"])
        }
    }

    private func removeIfEmpty(_ file: MonthFile) throws {
        let isRemoved = try writeNow { state in
            guard state.active.month != file.month, let index = self.view.index(of: file.month) else { return false }
            let held = self.view.files[index]
            guard held.segments.isEmpty, held.rows(0) + held.rows(1) == 0, held.lostEntries.isEmpty else {
                return false
            }
            self.change { $0.files.remove(at: index) }
            return true
        }
        guard isRemoved else { return }
        try file.retire()
        try directory.remove(file.path)
        logger.info("the file of a month was removed", metadata: ["file": "\(file.path)"])
    }

    /// Writes a segment anew without its expired entries, in one transaction.
    private func rewrite(_ segment: LoadedSegment, in file: MonthFile, _ retention: Retention, _ now: Timestamp) throws
    {
        var live: [Entry] = []
        for block in 0..<segment.blocks {
            let place = BlockPlace(segment: segment.id, block: block)
            live += try file.readNow { db in
                let reader = BlockReader(place, SegmentReader(db: db), try PartDecompressor())
                return try reader.entries(at: 0..<reader.meta().count).filter { !retention.isExpired($0, now) }
            }
        }
        guard live.count < segment.count else { return }
        guard !live.isEmpty else { return try drop([segment], from: file, reason: "expired", notice: nil) }
        let segments = try settings.encoder.encode(live)
        try writeNow { state in
            let isActive = state.active.month == file.month
            let known = isActive ? state.meta : nil
            let (meta, loaded) = try file.write { db in
                try SegmentTable(db: db).delete(segment.id)
                var meta = try known ?? MetaTable(db: db).read()
                return (try self.insert(segments, &meta, db), try self.lastSegments(segments.count, db))
            }
            if isActive { state.meta = meta }
            self.change { view in
                guard let index = view.index(of: file.month) else { return }
                view.files[index].remove { $0 == segment.id }
                view.files[index].segments += loaded
            }
        }
        figures.dropped(segment.count - live.count, "expired", at: now)
    }
}
