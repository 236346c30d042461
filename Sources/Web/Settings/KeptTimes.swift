public import OCPPLog

/// How long entries are kept and how large the log may become, as it is configured.
public struct KeptTimes: Sendable, Hashable {
    /// Days for the two levels; nil: for ever.
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

    /// For sites that have nothing of their own.
    public var days: Days
    /// For single sites, with what they share with all.
    public var sites: [SiteID: Days]
    /// In bytes; nil: as much as the disk has.
    public var largest: Int64?

    /// Without arguments everything is kept.
    public init(days: Days = Days(), sites: [SiteID: Days] = [:], largest: Int64? = nil) {
        self.days = days
        self.sites = sites
        self.largest = largest
    }
}
