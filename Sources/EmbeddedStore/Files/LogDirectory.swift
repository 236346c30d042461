import Glibc
import OCPPLog

/// The directory that a log lives in, and the files in it.
struct LogDirectory: Sendable {
    let path: String

    /// The database; SQLite puts `-wal` and `-shm` beside it.
    var database: String { "\(path)/log.sqlite" }

    /// Held while a process writes.
    var lock: String { "\(path)/lock" }

    /// Makes the directory where it is missing, readable by its owner only, and an empty database in it.
    func create() throws(StoreError) {
        try Self.makeDirectory(path)
        // Made here and not by SQLite, which would let others read it; -wal and -shm take over its mode.
        let descriptor = open(database, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure("cannot write \(database)", errno) }
        close(descriptor)
    }

    /// Refuses a directory that holds no log. Makes nothing.
    func expectDatabase() throws(StoreError) {
        guard access(path, F_OK) == 0 else {
            throw StoreError(.unwritable, "there is no data directory \(path)")
        }
        guard access(database, F_OK) == 0 else {
            throw StoreError(.unwritable, "there is no log in \(path): \(database) is missing")
        }
    }

    /// The beginning of the database file, as it lies on the disk.
    func header() throws(StoreError) -> DatabaseHeader {
        let descriptor = open(database, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure("cannot read \(database)", errno) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: DatabaseHeader.length)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw Self.failure("cannot read \(database)", errno) }
        return DatabaseHeader(Array(bytes.prefix(count)))
    }

    private static func makeDirectory(_ path: String) throws(StoreError) {
        var isMade = mkdir(path, 0o700) == 0
        if !isMade, errno == ENOENT, let parent = parent(of: path), parent != path {
            try makeDirectory(parent)
            isMade = mkdir(path, 0o700) == 0
        }
        if isMade { return syncParent(of: path) }
        guard errno == EEXIST else { throw failure("cannot create \(path)", errno) }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw StoreError(.unwritable, "\(path) is not a directory")
        }
    }

    /// A directory is there for good when its name is written in the one above.
    private static func syncParent(of path: String) {
        guard let parent = parent(of: path) else { return }
        let descriptor = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // One may create in a directory that one may not read: then the system's own writing has to do.
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func parent(of path: String) -> String? {
        var rest = path[...]
        while rest.count > 1, rest.last == "/" { rest.removeLast() }
        guard let slash = rest.lastIndex(of: "/") else { return rest.isEmpty ? nil : "." }
        return slash == rest.startIndex ? "/" : String(rest[..<slash])
    }

    private static func failure(_ what: String, _ code: Int32) -> StoreError {
        let isFull = code == ENOSPC || code == EDQUOT
        return StoreError(isFull ? .full : .unwritable, "\(what): \(String(cString: strerror(code)))")
    }
}
