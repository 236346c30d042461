/// Who sent a message: the charging station (`cp`) or its management system (`csms`).
public enum Source: String, Sendable, Hashable, CaseIterable {
    case cp
    case csms

    /// The other side of the connection.
    public var other: Source {
        self == .cp ? .csms : .cp
    }
}
