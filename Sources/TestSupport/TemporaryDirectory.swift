public import Foundation

/// A fresh directory that is gone when the value is.
public final class TemporaryDirectory: Sendable {
    /// Where it is.
    public let url: URL

    /// Where it is, as a path.
    public var path: String { url.path }

    /// Makes the directory; throws when that fails.
    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "ocpplogs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        // A directory that cannot be removed is left to the system's own cleaning.
        try? FileManager.default.removeItem(at: url)
    }
}
