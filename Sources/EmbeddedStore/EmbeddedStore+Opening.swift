import GRDB
public import Logging
public import OCPP
public import OCPPLog

extension EmbeddedStore {
    /// Opens a log for writing: creates the directory (readable by its owner only) and the files where they are missing, locks
    /// it against a second writer, and brings older files up to date, which may take minutes.
    /// - Parameters:
    ///   - newOrigin: gives the random numbers that the ids of a new log begin with.
    ///   - now: the time of day; it says which month's file is written to, and what is too old to be kept.
    ///   - retention: how long entries are kept.
    ///   - entriesPerSegment: so many entries are sealed together, 16 at least; nil: as many as are best.
    ///   - logger: is told when a log is begun, brought up to date or made smaller.
    /// - Throws: codes `unwritable`, `locked`, `newerVersion`, `corrupt`, `full`; the files of a newer version stay as they are.
    public static func open(
        directory path: String, newOrigin: () -> UInt32, now: @escaping @Sendable () -> Timestamp,
        retention: Retention = Retention(), entriesPerSegment: Int? = nil, logger: Logger
    ) throws(StoreError) -> EmbeddedStore {
        var settings = StoreSettings(now: now)
        settings.retention = retention
        if let entriesPerSegment { settings.entriesPerSegment = max(16, entriesPerSegment) }
        return try open(directory: path, newOrigin: newOrigin, settings: settings, logger: logger)
    }

    /// The same with other limits.
    static func open(
        directory path: String, newOrigin: () -> UInt32, settings: StoreSettings, logger: Logger
    ) throws(StoreError) -> EmbeddedStore {
        let directory = LogDirectory(path: path)
        try directory.create()
        let lock = try DirectoryLock(directory)
        return try translating(directory) {
            for month in try directory.months() {
                try checkFormat(directory.file(of: month), directory, forReading: false)
            }
            try FirstFormat(directory: directory, settings: settings, logger: logger).bringUpToDate(newOrigin)
            let tables = StoreTables()
            var view = StoreView()
            var newest: Meta?
            for month in try directory.months() {
                let month = MonthFile(month, in: directory)
                if try month.readNow({ try Schema.storedVersion($0) }) < Schema.version {
                    logger.notice("a file is brought up to date", metadata: ["file": "\(month.path)"])
                    try month.withWriter { db in
                        try SecondFormat.bringUpToDate(db)
                        try ThirdFormat.bringUpToDate(db)
                    }
                }
                let (meta, file) = try month.load(tables)
                view.files.append(file)
                newest = meta
            }
            if view.files.isEmpty {
                let meta = newMeta(newOrigin)
                let file = try MonthFile.make(
                    Month(of: settings.now()), in: directory, meta: meta, unfinished: Unfinished())
                logger.info("a new log was begun", metadata: ["directory": "\(path)"])
                view.files = [FileView(file: file)]
                newest = meta
            }
            guard let meta = newest, let active = view.files.last else {
                throw StoreError(.failed, "there is no file to write to")
            }
            for file in view.files.dropLast() where file.hot.allSatisfy({ $0.count == 0 }) { try file.file.close() }
            view.lastSequence = meta.lastSequence
            let wakes = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
            let figures = StoreFigures(clock: settings.clock)
            let state = LogWriter.State(
                active: active.file, meta: meta, hotSince: active.hot.map { since($0, settings.now()) })
            if view.unreadable + view.rebuiltSegments > 0 {
                logger.error(
                    "a part of the log is damaged",
                    metadata: [
                        "directory": "\(path)", "entries": "\(view.unreadable)",
                        "rebuilt_segments": "\(view.rebuiltSegments)",
                    ])
            }
            let writer = LogWriter(
                directory, settings, tables, state: state, view: view, logger: logger,
                wake: { wakes.continuation.yield() }, figures: figures)
            return EmbeddedStore(
                origin: meta.origin, directory: directory, lock: lock, side: .writing(writer), tables: tables,
                figures: figures, wakes: wakes)
        }
    }

    /// Opens a log that is there for reading, also while another process writes to it. Nothing is created but what SQLite needs
    /// to read (`-wal` and `-shm`), nothing is locked, and nothing of the log is changed.
    /// - Throws: code `unwritable` when there is no log or it cannot be read, or when it has to be brought up to date first;
    ///   `newerVersion`, `corrupt`.
    public static func openForReading(directory path: String) throws(StoreError) -> EmbeddedStore {
        let directory = LogDirectory(path: path)
        try directory.expectDirectory()
        return try translating(directory) {
            let months = try directory.months()
            for month in months { try checkFormat(directory.file(of: month), directory, forReading: true) }
            try FirstFormat.expectNone(in: directory)
            guard !months.isEmpty else { throw StoreError(.unwritable, "there is no log in \(path) yet") }
            let tables = StoreTables()
            let watch = LogWatch(directory, tables)
            let origin = try watch.begin()
            return EmbeddedStore(
                origin: origin, directory: directory, lock: nil, side: .reading(watch), tables: tables,
                figures: StoreFigures(clock: ContinuousClock()),
                wakes: AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1)))
        }
    }

    /// Refuses a file that this version cannot read; it stays as it is.
    /// - Parameter forReading: who only reads can neither take back what a power cut left of a change, nor bring an older version
    ///   up to date.
    private static func checkFormat(_ file: String, _ directory: LogDirectory, forReading: Bool) throws {
        guard try Schema.version(of: file, directory) > 0 else {
            throw StoreError(.corrupt, "\(file) is empty")
        }
        if !forReading, LogDirectory.exists(file + "-journal") {
            let queue = try DatabaseQueue(path: file)
            try queue.read { try Schema.check($0, file, directory) }
            try queue.close()
        }
        // Once more, with what lies in the -wal; a connection that only reads changes neither of them.
        let queue = try DatabaseQueue(path: file, configuration: MonthFile.reading)
        try queue.read { db in
            try Schema.check(db, file, directory)
            if forReading { try Schema.expectCurrent(db, directory) }
        }
        try queue.close()
    }

    /// The numbers of a new log.
    static func newMeta(_ newOrigin: () -> UInt32) -> Meta {
        let origin = newOrigin()
        return Meta(origin: origin, importOrigin: importOrigin(newOrigin, besides: origin))
    }

    /// What the ids of entries that are taken over begin with: never with the origin of recorded ones.
    static func importOrigin(_ newOrigin: () -> UInt32, besides origin: UInt32) -> UInt32 {
        let random = newOrigin()
        return random == origin ? origin &+ 1 : random
    }

    /// When the rows of a hot table may have been recorded.
    private static func since(_ rows: HotRows, _ now: Timestamp) -> Timestamp? {
        rows.runs.map(\.oldest).min().map { min($0, now) }
    }

    private static func translating<Value>(
        _ directory: LogDirectory, _ work: () throws -> Value
    ) throws(StoreError) -> Value {
        do {
            return try work()
        } catch {
            throw StoreError.translated(error, directory) as? StoreError
                ?? StoreError(.failed, "the log in \(directory.path) cannot be opened", cause: error)
        }
    }
}
