/// Writes entries in one format, one after the other: what it keeps does not grow with their number.
public protocol EntryWriter: Sendable {
    /// Appends what stands before the first entry.
    mutating func begin(_ bytes: inout [UInt8])

    /// Appends one entry.
    mutating func append(_ entry: Entry, to bytes: inout [UInt8])

    /// Appends what stands behind the last entry.
    mutating func end(_ bytes: inout [UInt8])
}

/// A format in which entries are handed out, and what writes it. For parts that know no formats.
public struct ExportFormat: Sendable {
    /// What it is asked for by: `ndjson`, `csv`.
    public let name: String
    /// The media type of the whole, as HTTP says it.
    public let mediaType: String
    /// The ending of file names, without the dot.
    public let fileExtension: String
    /// A writer at the beginning of a file.
    public let newWriter: @Sendable () -> any EntryWriter

    /// A format and its writer.
    public init(
        name: String, mediaType: String, fileExtension: String, newWriter: @escaping @Sendable () -> any EntryWriter
    ) {
        self.name = name
        self.mediaType = mediaType
        self.fileExtension = fileExtension
        self.newWriter = newWriter
    }
}
