import Glibc
import OCPPLog

/// A file of zeros that is given up when the disk is full. Dropping old entries writes a little before it frees much: without
/// this room it could not even begin, and recording would stop.
struct SpaceReserve: Sendable {
    /// As much as a `-wal` has at most: that must be written into its file before it gives room.
    static let size: Int64 = 16 << 20
    private let directory: LogDirectory

    init(_ directory: LogDirectory) {
        self.directory = directory
    }

    private var path: String { directory.reserve }

    /// Puts the file there where it is missing and the disk has room to spare; else it is tried again later.
    func fill() {
        guard access(path, F_OK) != 0, let free = DiskFigures(of: directory)?.free, free >= 2 * Self.size else {
            return
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // A stump would be taken for the whole.
        if posix_fallocate(descriptor, 0, off_t(Self.size)) != 0 { unlink(path) }
    }

    /// Gives the room to whoever writes next.
    func give() {
        unlink(path)
    }
}
