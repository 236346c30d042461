import Foundation
import Glibc
import OCPPLog

/// The directory that a log lives in, and the files in it. Its listing is the catalog: nothing else says which files there are.
struct LogDirectory: Sendable {
    let path: String

    /// The single file of the first version of this store; SQLite puts `-wal` and `-shm` beside each file.
    var firstFormat: String { "\(path)/log.sqlite" }

    /// Room for the moment at which the disk is full.
    var reserve: String { "\(path)/reserve" }

    /// Held while a process writes.
    var lock: String { "\(path)/lock" }

    /// The file of a month.
    func file(of month: Month) -> String { "\(path)/\(month.fileName)" }

    /// The months that have a file, the oldest first.
    func months() throws(StoreError) -> [Month] {
        guard let stream = opendir(path) else { throw Self.failure("cannot read \(path)", errno) }
        defer { closedir(stream) }
        var months: [Month] = []
        while let item = readdir(stream) {
            // Sound: the system ends a name with a zero, within the array it lies in.
            let name = withUnsafeBytes(of: item.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let month = Month(fileName: name) { months.append(month) }
        }
        return months.sorted()
    }

    /// How many bytes the files of the log have; what SQLite puts beside them is counted.
    func bytes() -> Int64 {
        let files = ((try? months()) ?? []).map { file(of: $0) } + [firstFormat]
        return files.flatMap { path in ["", "-wal", "-shm"].map { path + $0 } }.reduce(0) { sum, path in
            var file = stat()
            return stat(path, &file) == 0 ? sum + Int64(file.st_size) : sum
        }
    }

    /// Makes the directory where it is missing, readable by its owner only.
    func create() throws(StoreError) {
        try Self.makeDirectory(path)
    }

    /// Makes an empty file, readable by its owner only: SQLite would let others read it; -wal and -shm take over its mode.
    static func makeFile(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("cannot write \(path)", errno) }
        close(descriptor)
    }

    /// Removes a database and what SQLite put beside it; files that are not there are no error.
    func remove(_ database: String) throws(StoreError) {
        // The database goes last: without it, nobody looks for the others, which would then stay for ever.
        for ending in ["-wal", "-shm", "-journal", ""] {
            guard unlink(database + ending) != 0, errno != ENOENT else { continue }
            throw Self.failure("cannot remove \(database + ending)", errno)
        }
        sync()
    }

    /// Gives a finished file its name, for good.
    func rename(_ file: String, to name: String) throws(StoreError) {
        guard Glibc.rename(file, name) == 0 else { throw Self.failure("cannot write \(name)", errno) }
        sync()
    }

    /// Whether there is such a file.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Refuses a directory that is not there. Makes nothing.
    func expectDirectory() throws(StoreError) {
        guard Self.exists(path) else { throw StoreError(.unwritable, "there is no data directory \(path)") }
    }

    /// The beginning of a database, as it lies on the disk.
    static func header(of database: String) throws(StoreError) -> DatabaseHeader {
        let descriptor = open(database, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot read \(database)", errno) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: DatabaseHeader.length)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw failure("cannot read \(database)", errno) }
        return DatabaseHeader(Array(bytes.prefix(count)))
    }

    /// What changed in the directory itself is written to the disk.
    private func sync() {
        Self.sync(path)
    }

    private static func makeDirectory(_ path: String) throws(StoreError) {
        var isMade = mkdir(path, 0o700) == 0
        if !isMade, errno == ENOENT, let parent = parent(of: path), parent != path {
            try makeDirectory(parent)
            isMade = mkdir(path, 0o700) == 0
        }
        // A directory is there for good when its name is written in the one above.
        if isMade { return parent(of: path).map(sync) ?? () }
        guard errno == EEXIST else { throw failure("cannot create \(path)", errno) }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw StoreError(.unwritable, "\(path) is not a directory")
        }
    }

    private static func sync(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
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

    /// Whether this is another directory or a place in it, whatever links lead there.
    func isInside(_ other: LogDirectory) -> Bool {
        let outer = URL(filePath: other.path).resolvingSymlinksInPath().standardizedFileURL.pathComponents
        let inner = URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.pathComponents
        return inner.starts(with: outer)
    }

    private static func failure(_ what: String, _ code: Int32) -> StoreError {
        let isFull = code == ENOSPC || code == EDQUOT
        return StoreError(isFull ? .full : .unwritable, "\(what): \(String(cString: strerror(code)))")
    }
}
