/// How long entries are kept, and how large the log may become.
public struct Retention: Sendable, Hashable {
    /// Days for the two levels; nil: for ever. Entries without a level, as connections and gaps, count as info.
    public struct Days: Sendable, Hashable {
        /// For entries of the level info.
        public var info: Int?
        /// For entries of the level debug.
        public var debug: Int?

        /// Without arguments: for ever.
        public init(info: Int? = nil, debug: Int? = nil) {
            self.info = info
            self.debug = debug
        }
    }

    /// What holds for sites that have nothing of their own.
    public var days: Days
    /// What holds for single sites instead.
    public var sites: [SiteID: Days]
    /// In bytes, of the whole data directory; nil: as many as the disk has. At 95 % the oldest entries go.
    public var cap: Int64?

    /// Without arguments everything is kept.
    public init(days: Days = Days(), sites: [SiteID: Days] = [:], cap: Int64? = nil) {
        self.days = days
        self.sites = sites
        self.cap = cap
    }
}
