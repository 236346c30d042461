/// The forms of a log that can be taken over.
public enum ImportFormat: String, Sendable, Hashable, CaseIterable {
    /// One JSON object a line, with the fields of the description page under their names; or an array of such objects.
    case ndjson
    /// Comma-separated values (RFC 4180); the first row names the fields. Semicolons and tabs separate as well.
    case csv
}
