import Foundation
import Glibc
import OCPPLog

/// The files of a backup: those of months, and small ones that belong to a log.
enum BackupDirectory {
    /// No small file is larger, in bytes.
    private static let largestSmallFile = 16 << 20
    /// What is not complete yet has this ending.
    static let draftEnding = ".part"

    /// A file's size and when it was last written to: two files that agree in both are taken for the same.
    struct Stamp: Equatable {
        var size: Int64
        var time: timespec

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            size = Int64(status.st_size)
            time = status.st_mtim
        }

        static func == (a: Stamp, b: Stamp) -> Bool {
            a.size == b.size && a.time.tv_sec == b.time.tv_sec && a.time.tv_nsec == b.time.tv_nsec
        }
    }

    /// Writes a file under a name of its own, gives it the time of its model, and then its name: it is there whole or not.
    static func finish(_ draft: String, as path: String, in directory: LogDirectory, time: timespec?) throws(StoreError)
    {
        let descriptor = open(draft, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(draft) }
        defer { close(descriptor) }
        if let time {
            let times = [time, time]
            guard futimens(descriptor, times) == 0 else { throw failure(draft) }
        }
        guard fsync(descriptor) == 0 else { throw failure(draft) }
        try directory.rename(draft, to: path)
    }

    /// Copies a small file; does nothing when there is none.
    static func copySmallFile(_ name: String, from source: LogDirectory, to target: LogDirectory) throws(StoreError) {
        let path = "\(target.path)/\(name)"
        guard LogDirectory.exists("\(source.path)/\(name)") else { return }
        guard let content = FileManager.default.contents(atPath: "\(source.path)/\(name)"),
            content.count <= largestSmallFile
        else { throw StoreError(.unwritable, "\(source.path)/\(name) cannot be read") }
        try LogDirectory.makeFile(path + draftEnding)
        do {
            let handle = try FileHandle(forWritingTo: URL(filePath: path + draftEnding))
            try handle.truncate(atOffset: 0)
            try handle.write(contentsOf: content)
            try handle.close()
        } catch {
            throw StoreError(isFull(error) ? .full : .unwritable, "\(path) cannot be written", cause: error)
        }
        try finish(path + draftEnding, as: path, in: target, time: nil)
    }

    private static func isFull(_ error: any Error) -> Bool {
        (error as? CocoaError)?.code == .fileWriteOutOfSpace
    }

    private static func failure(_ path: String) -> StoreError {
        let code = errno
        let isFull = code == ENOSPC || code == EDQUOT
        return StoreError(isFull ? .full : .unwritable, "cannot write \(path): \(String(cString: strerror(code)))")
    }
}
