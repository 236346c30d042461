public import OCPP

/// What lies in a data directory: how many entries, how large, from when to when; in all and by month.
public struct StoreInfo: Sendable, Hashable {
    /// The file of one month of recording.
    public struct Month: Sendable, Hashable {
        /// `2026-11`, by our clock (UTC).
        public var month: String
        /// The name of the file in the data directory.
        public var file: String
        /// Entries in the hot tables: recorded, not sealed yet.
        public var hot = 0
        /// Entries in sealed blocks.
        public var sealed = 0
        /// Segments of sealed blocks.
        public var segments = 0
        /// The file and what SQLite keeps beside it, in bytes.
        public var bytes: Int64 = 0
        /// Of these, what sealed blocks and their filters take.
        public var sealedBytes: Int64 = 0
        /// Of these, what is free to be used again.
        public var freeBytes: Int64 = 0
        /// The time of the oldest entry; nil when there is none.
        public var oldest: Timestamp?
        /// The time of the newest entry; nil when there is none.
        public var newest: Timestamp?
        /// Why the file, or a part of it, cannot be read; nil when what was looked at can.
        public var problem: String?

        /// All entries of the month.
        public var entries: Int { hot + sealed }

        init(_ month: String, file: String) {
            self.month = month
            self.file = file
        }
    }

    /// The data directory.
    public var directory: String
    /// The version of the files that this program writes.
    public var format: Int
    /// The oldest first.
    public var months: [Month]

    /// Entries of all months.
    public var entries: Int { months.reduce(0) { $0 + $1.entries } }
    /// Those that are not sealed yet.
    public var hot: Int { months.reduce(0) { $0 + $1.hot } }
    /// Those in sealed blocks.
    public var sealed: Int { months.reduce(0) { $0 + $1.sealed } }
    /// Segments of sealed blocks.
    public var segments: Int { months.reduce(0) { $0 + $1.segments } }
    /// All files and what SQLite keeps beside them, in bytes.
    public var bytes: Int64 { months.reduce(0) { $0 + $1.bytes } }
    /// Of these, what sealed blocks and their filters take.
    public var sealedBytes: Int64 { months.reduce(0) { $0 + $1.sealedBytes } }
    /// Of these, what is free to be used again.
    public var freeBytes: Int64 { months.reduce(0) { $0 + $1.freeBytes } }
    /// The time of the oldest entry; nil when there is none.
    public var oldest: Timestamp? { months.compactMap(\.oldest).min() }
    /// The time of the newest entry; nil when there is none.
    public var newest: Timestamp? { months.compactMap(\.newest).max() }
    /// Files that cannot be read, or not all of them.
    public var damaged: [Month] { months.filter { $0.problem != nil } }
}
