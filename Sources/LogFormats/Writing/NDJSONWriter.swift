public import OCPPLog

/// Writes one JSON object a line, with every field of ``EntryField``: what ``ImportReader`` reads back without loss.
public struct NDJSONWriter: EntryWriter {
    /// A writer at the beginning of a file.
    public init() {}

    /// Nothing stands before the first entry.
    public mutating func begin(_ bytes: inout [UInt8]) {}

    /// Appends one entry as a line.
    public mutating func append(_ entry: Entry, to bytes: inout [UInt8]) {
        EntryJSON.append(entry, frames: true, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Nothing stands behind the last entry.
    public mutating func end(_ bytes: inout [UInt8]) {}
}
