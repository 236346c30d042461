import Glibc

/// What the system says of a file. It stands alone: beside Foundation the compiler does not always find where `stat` comes from.
struct FileFacts {
    /// Tells it from another file that has the same name later.
    let inode: UInt64
    /// In bytes.
    let size: Int64

    /// Those of the file which has this name now; nil when there is none.
    init?(of path: String) {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        inode = UInt64(facts.st_ino)
        size = Int64(facts.st_size)
    }
}
