import Foundation

/// Files and folders of a run.
enum Files {
    static func make(_ folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    static func remove(_ path: String) {
        // What is not there need not be removed.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The bytes of a file, or of all files in a folder: what they take on the disk.
    static func size(_ path: String) -> Int {
        var sum = bytes(path)
        for name in (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? [] {
            sum += bytes(path + "/" + name)
        }
        return sum
    }

    private static func bytes(_ path: String) -> Int {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
        return Int(status.st_size)
    }
}
