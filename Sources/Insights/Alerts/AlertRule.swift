public import OCPPLog

/// When somebody is to be told: so many entries that match a query, within a window, counted for each station, each site, or all.
public struct AlertRule: Sendable, Hashable {
    /// What is counted together.
    public enum Scope: String, Sendable, Hashable, CaseIterable {
        /// Each charging station for itself.
        case charger
        /// Each site for itself.
        case site
        /// Everything.
        case all
    }

    /// So many entries may be asked for at most: each of them is remembered until the window is over.
    public static let largestCount = 1_000

    /// What it is called: letters, digits, `-` and `_`.
    public var name: String
    /// The query as it was written.
    public var text: String
    /// What entries must match.
    public var query: Query
    /// So many matching entries raise an alert, 1 to ``largestCount``.
    public var count: Int
    /// They lie at most so far apart.
    public var window: Duration
    /// What is counted together.
    public var scope: Scope
    /// So long after an alert nobody is told again of the same station or site.
    public var silence: Duration
    /// The names of those that are told.
    public var targets: [String]

    /// A rule; the first entry that matches raises an alert unless it says otherwise.
    public init(
        _ name: String, text: String, query: Query, count: Int = 1, window: Duration = .seconds(600),
        scope: Scope = .charger, silence: Duration = .seconds(3_600), targets: [String] = []
    ) {
        self.name = name
        self.text = text
        self.query = query
        self.count = min(max(count, 1), Self.largestCount)
        self.window = window
        self.scope = scope
        self.silence = silence
        self.targets = targets
    }
}
