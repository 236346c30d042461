public import OCPP

/// An entry that somebody wants to find again. It stands beside the log: the entry knows nothing of it.
public struct Pin: Sendable, Hashable {
    /// The entry.
    public var entryID: EntryID
    /// When it was pinned.
    public var since: Timestamp
    /// By what it was pinned: `page`, `token` or `command`.
    public var by: String

    /// A pin of an entry.
    public init(_ entryID: EntryID, since: Timestamp, by: String) {
        self.entryID = entryID
        self.since = since
        self.by = by
    }
}

/// As many entries are pinned as can be.
public struct PinsAreFull: Error, Sendable, Hashable, CustomStringConvertible {
    /// An error without more to say.
    public init() {}

    /// What is wrong and what can be done, in one sentence without a full stop.
    public var description: String {
        "\(PinList.most) entries are pinned, which is as many as can be; unpin one that is not needed any more"
    }
}
