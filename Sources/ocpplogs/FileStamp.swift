import Foundation

/// What tells one state of a file from another, without reading it.
struct FileStamp: Equatable, Sendable {
    private var changed: Date?
    private var size: Int?
    /// A file that takes the place of another has another number.
    private var number: Int?

    /// Nil where there is no such file.
    init?(_ path: String) {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        changed = facts[.modificationDate] as? Date
        size = facts[.size] as? Int
        number = facts[.systemFileNumber] as? Int
    }
}
