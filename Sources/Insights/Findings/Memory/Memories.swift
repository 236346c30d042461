public import OCPP
public import OCPPLog

/// What a connector last reported.
public struct ConnectorMemory: Sendable, Hashable {
    /// Its state, as it was spelled.
    public var status: String
    /// The state before; nil where none was reported.
    public var previous: String?
    /// Since when it has this state.
    public var since: Timestamp
    /// When it last reported it.
    public var reported: Timestamp
    /// The codes that came with it; none for `NoError`.
    public var errorCodes: [String]
    /// The entry of the last report.
    public var entryID: EntryID
}

/// A transaction that runs.
public struct TransactionMemory: Sendable, Hashable {
    /// The id, as text.
    public var id: String
    /// Where it runs; nil where that is not known.
    public var connector: ConnectorKey?
    /// The entry it began with.
    public var startID: EntryID
    /// When that entry arrived here.
    public var arrived: Timestamp
    /// When it began, by the station's clock; the arrival where that says nothing.
    public var began: Timestamp
    /// The id tag that began it.
    public var idTag: String?
    /// The energy register at its start, in Wh; nil where none was told.
    public var firstMeter: Double?
    /// The energy register as it was told last, in Wh.
    public var lastMeter: Double?
    /// `seqNo` of its last message, 2.x.
    public var lastSequence: Int?
    /// Its last entry.
    public var lastEntryID: EntryID

    init(id: String, _ read: ReadEntry, meter: Double?) {
        self.id = id
        connector = read.connector
        startID = read.entry.id
        arrived = read.entry.datetime
        began = read.stationTime ?? read.entry.datetime
        idTag = read.entry.idTag
        firstMeter = meter
        lastMeter = meter
        lastSequence = read.request.integer("seqNo")
        lastEntryID = read.entry.id
    }
}

/// One boot.
public struct BootMemory: Sendable, Hashable {
    /// When it was.
    public var datetime: Timestamp
    /// Its entry.
    public var entryID: EntryID
    /// What the CSMS answered: `Accepted`, `Pending`, `Rejected`; nil where it did not.
    public var status: String?
    /// Maker, model and firmware, as the station said them.
    public var vendor: String?
    /// The model.
    public var model: String?
    /// The version of the firmware.
    public var firmware: String?

    init(_ read: ReadEntry) {
        datetime = read.entry.datetime
        entryID = read.entry.id
        status = read.entry.answerStatus
        let said = StationBoot(read.entry)
        vendor = said?.vendor
        model = said?.model
        firmware = said?.firmware
    }
}

/// The WebSocket of a station.
public struct ConnectionMemory: Sendable, Hashable {
    /// Whether it is open.
    public var isOpen: Bool
    /// Since when.
    public var since: Timestamp
    /// The entry that says so.
    public var entryID: EntryID
}
