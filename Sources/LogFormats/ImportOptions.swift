public import OCPP
public import OCPPLog

/// What the one who takes a log over says beside it.
public struct ImportOptions: Sendable {
    /// The form of the log; nil: it is seen.
    public var format: ImportFormat?
    /// The site of entries that name none; nil: that of their charging station, by ``sites``.
    public var site: SiteID?
    /// The sites, for entries that name none.
    public var sites: SiteDirectory
    /// The offset from UTC in minutes of times that name none; nil: such entries are rejected.
    public var offsetMinutes: Int?
    /// The charging station of a log of bare frames, which name none; nil: such a log is refused. Their times are no times,
    /// but the numbers of their lines.
    public var bareFrames: ChargerID?

    /// Options; nothing is assumed unless told.
    public init(
        format: ImportFormat? = nil, site: SiteID? = nil, sites: SiteDirectory = SiteDirectory(),
        offsetMinutes: Int? = nil, bareFrames: ChargerID? = nil
    ) {
        self.format = format
        self.site = site
        self.sites = sites
        self.offsetMinutes = offsetMinutes
        self.bareFrames = bareFrames
    }
}
