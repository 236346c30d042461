import Foundation

/// A new folder below `.build` of the working directory, which is on a disk where `/tmp` may not be. It goes with this object.
public final class Folder {
    /// Where it is.
    public let path: String

    /// Makes it.
    public init() throws {
        let url = URL(filePath: ".build/benchmark-data/\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path(percentEncoded: false)
    }

    deinit {
        // What cannot be removed lies below `.build` and goes with it.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The bytes of all files in it.
    public var size: Int {
        let files = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
        return files.reduce(0) { sum, file in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path + "/" + file)
            return sum + (attributes?[.size] as? Int ?? 0)
        }
    }
}
