public import OCPP

/// How a program takes logs over: where the entries go, and what reads them. For parts that know neither.
public struct ImportService: Sendable {
    /// Where the entries go.
    public let store: any ImportStore
    /// The names of the formats that can be read.
    public let formats: [String]
    /// A reader at the beginning of a log.
    public let newReader: @Sendable (_ wishes: ImportWishes) -> sending any EntryReader

    /// Whose turn it is.
    public let turn = ImportTurn()

    /// Looks at the entries of one log.
    public let newExaminer: (@Sendable () -> any EntryExaminer)?

    /// A store, what reads for it, and what looks at the entries.
    public init(
        store: any ImportStore, formats: [String], newExaminer: (@Sendable () -> any EntryExaminer)? = nil,
        newReader: @escaping @Sendable (_ wishes: ImportWishes) -> sending any EntryReader
    ) {
        self.store = store
        self.formats = formats
        self.newReader = newReader
        self.newExaminer = newExaminer
    }
}

/// What the one who hands a log over says beside it.
public struct ImportWishes: Sendable {
    /// One of the formats of the service; nil: the reader sees which it is.
    public var format: String?
    /// The site of entries that name none.
    public var site: SiteID?
    /// The charging station of frames whose log names none.
    public var charger: ChargerID?
    /// The zone of times that name none: `Europe/Berlin`, `+01:00`. What is none is passed over.
    public var zone: String?
    /// When a log begins that has no times.
    public var start: Timestamp?
    /// The name of the file, without its folder: some programs write the time of a frame there.
    public var fileName: String?

    /// Nothing but what is given.
    public init(
        format: String? = nil, site: SiteID? = nil, charger: ChargerID? = nil, zone: String? = nil,
        start: Timestamp? = nil, fileName: String? = nil
    ) {
        self.format = format
        self.site = site
        self.charger = charger
        self.zone = zone
        self.start = start
        self.fileName = fileName
    }
}
