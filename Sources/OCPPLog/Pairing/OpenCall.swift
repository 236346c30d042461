/// A CALL whose answer has not come yet.
public struct OpenCall: Sendable, Hashable {
    /// A number that no other CALL of the process has; the recorder and the store know it by this.
    public struct Key: Sendable, Hashable {
        /// The connection it came over.
        public var connection: ConnectionID
        /// Counts the CALLs of one connection, both directions together.
        public var number: Int64

        /// A key from its parts.
        public init(connection: ConnectionID, number: Int64) {
            self.connection = connection
            self.number = number
        }
    }

    /// What the recorder and the store know it by.
    public var key: Key
    /// The entry as it is so far: the request and all that is known of it, kind ``EntryKind/unanswered``, no id.
    public var entry: Entry

    /// A CALL and its entry so far.
    public init(key: Key, entry: Entry) {
        self.key = key
        self.entry = entry
    }

    /// Its entry is complete: it is moved, since copying one costs more than pairing it.
    consuming func completed() -> Recordable {
        .completed(entry, closes: key)
    }
}
