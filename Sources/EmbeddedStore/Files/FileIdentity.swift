import Glibc

/// Tells a file from another one that has the same name later.
struct FileIdentity: Equatable {
    private let device: UInt64
    private let number: UInt64

    /// That of the file which has this name now; nil when there is none.
    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
    }
}
