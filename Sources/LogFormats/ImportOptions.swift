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
    /// The zone of times that name none; nil: that which answers of the CSMS in the log tell, if any does.
    public var zone: LogZone?
    /// The charging station of frames whose log names none.
    public var unnamedCharger: ChargerID?
    /// Whether a log is read even where nobody knows what its times mean: without zone they count as UTC, and of a log without
    /// times the lines are counted, in milliseconds since 1970. Otherwise such a log is refused.
    public var takesUnclearTimes: Bool

    /// Options; nothing is assumed unless told.
    public init(
        format: ImportFormat? = nil, site: SiteID? = nil, sites: SiteDirectory = SiteDirectory(), zone: LogZone? = nil,
        unnamedCharger: ChargerID? = nil, takesUnclearTimes: Bool = false
    ) {
        self.format = format
        self.site = site
        self.sites = sites
        self.zone = zone
        self.unnamedCharger = unnamedCharger
        self.takesUnclearTimes = takesUnclearTimes
    }
}
