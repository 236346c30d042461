/// The forms of a log that can be taken over.
public enum ImportFormat: String, Sendable, Hashable, CaseIterable {
    /// One JSON object a line, with the fields of the description page under their names.
    case ndjson
    /// Comma-separated values (RFC 4180); the first row names the fields.
    case csv
}
