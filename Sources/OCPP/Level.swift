/// How much of a site's traffic is kept. A level keeps its own actions and those of the levels below it.
public enum Level: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Nothing is written.
    case none
    /// Status changes, errors and transactions: the default.
    case info
    /// All of it.
    case debug

    /// A level is less than one that keeps more.
    public static func < (a: Level, b: Level) -> Bool {
        a.rank < b.rank
    }

    private var rank: Int {
        switch self {
        case .none: 0
        case .info: 1
        case .debug: 2
        }
    }
}
