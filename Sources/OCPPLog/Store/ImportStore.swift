/// Takes over entries that something else recorded.
///
/// Two entries are the same when charging station, time, source, unique id and the bytes of the request are: what the store
/// holds already is left out, so that a file can be taken over again when it has grown.
public protocol ImportStore: Sendable {
    /// Adds the entries that it does not hold yet and gives them ids; returns when they are on the disk for good.
    /// - Parameter entries: their ids are not looked at. Best in order of time, and many at once.
    func add(_ entries: [Entry]) async throws -> ImportCount
}

/// What became of entries that a store was to take over.
public struct ImportCount: Sendable, Hashable {
    /// Entries that are new.
    public var added: Int
    /// Entries that were there already, or twice among those given.
    public var duplicates: Int

    /// Counts; 0 of each unless told otherwise.
    public init(added: Int = 0, duplicates: Int = 0) {
        self.added = added
        self.duplicates = duplicates
    }
}
