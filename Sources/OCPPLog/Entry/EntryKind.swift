/// What an entry is a record of.
public enum EntryKind: String, Sendable, Hashable, CaseIterable {
    /// A CALL with its answer.
    case exchange
    /// A CALL without an answer: timeout, connection closed, restart.
    case unanswered
    /// An answer with no open CALL, or a late one.
    case orphan
    /// A SEND of 2.1, which has no answer.
    case send
    /// Bytes that are not a frame.
    case malformed
    /// A connection was opened, refused or closed.
    case connection
    /// Frames that could not be recorded.
    case gap
}
