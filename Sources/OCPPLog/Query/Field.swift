/// A key of the query language. One row a field: its names, and how to read it off an entry.
public struct Field: Sendable, Hashable {
    /// The key as it is printed.
    public let name: String
}
