/// The first bytes of a SQLite file (SQLite file format §1.3). They can be read without changing anything.
enum DatabaseHeader: Equatable {
    /// Nothing was written yet.
    case empty
    /// No SQLite file, or the stump of one.
    case foreign
    /// A SQLite file and its `user_version`, which a later commit in the `-wal` may have raised.
    case database(version: Int32)

    /// How many bytes it has.
    static let length = 100
    private static let magic = Array("SQLite format 3\0".utf8)
    private static let versionPlace = 60..<64

    init(_ bytes: [UInt8]) {
        if bytes.isEmpty {
            self = .empty
        } else if bytes.count < Self.length || !bytes.starts(with: Self.magic) {
            self = .foreign
        } else {
            self = .database(version: bytes[Self.versionPlace].reduce(0) { $0 << 8 | Int32($1) })
        }
    }
}
