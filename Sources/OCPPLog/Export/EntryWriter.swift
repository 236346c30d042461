/// Writes entries in one format, one after the other: what it keeps does not grow with their number.
public protocol EntryWriter: Sendable {
    /// Appends what stands before the first entry.
    mutating func begin(_ bytes: inout [UInt8])

    /// Appends one entry.
    mutating func append(_ entry: Entry, to bytes: inout [UInt8])

    /// Appends what stands behind the last entry.
    mutating func end(_ bytes: inout [UInt8])

    /// What of the entries so far the format had no place for; nil where all of them were written.
    var omission: ExportOmission? { get }
}

extension EntryWriter {
    /// Most formats have a place for every entry.
    public var omission: ExportOmission? { nil }
}

/// What a format had no place for: it is not in the file, and whoever asked for the file is told.
public struct ExportOmission: Sendable, Hashable {
    /// How many entries are not in the file.
    public var count: Int
    /// Which, and what can be done, as a sentence for people without a full stop. It may hold text of stations.
    public var sentence: String

    /// What is missing, and its sentence.
    public init(count: Int, sentence: String) {
        self.count = count
        self.sentence = sentence
    }
}
