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
    /// Has a log read even where nobody knows what its times mean: this zone is assumed, and of a log without times the lines are
    /// counted, in milliseconds since 1970. Nil: such a log is refused.
    public var unclearZone: LogZone?
    /// The year of times that name none, where no answer tells it.
    public var year: Int
    /// When a log that has no times begins; its lines follow a millisecond apart. Nil: nobody says it.
    public var start: Timestamp?
    /// Whether frames may wait until the log shows its zone and who writes it. Whoever follows a log that grows does not want it.
    public var mayWait: Bool
    /// Whether lines that hold no frame are listed with those that are rejected, and both with their text.
    public var listsLines: Bool
    /// The name of the file, without its folder: some programs write the time of a frame there.
    public var fileName: String?
    /// Whether it is a file of an archive: archives in it are not opened.
    var isInArchive = false

    /// A text that all wanted entries have: of a log of lines, stretches without it are not read.
    public var word: RequiredWord?

    /// Options; nothing is assumed unless told.
    public init(
        format: ImportFormat? = nil, site: SiteID? = nil, sites: SiteDirectory = SiteDirectory(), zone: LogZone? = nil,
        unnamedCharger: ChargerID? = nil, unclearZone: LogZone? = nil, year: Int = 1970, start: Timestamp? = nil,
        mayWait: Bool = true,
        listsLines: Bool = false, fileName: String? = nil, word: RequiredWord? = nil
    ) {
        self.format = format
        self.site = site
        self.sites = sites
        self.zone = zone
        self.unnamedCharger = unnamedCharger
        self.unclearZone = unclearZone
        self.year = year
        self.start = start
        self.mayWait = mayWait
        self.listsLines = listsLines
        self.word = word
        self.fileName = fileName
    }
}
