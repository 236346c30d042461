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
    /// When the energy register was read last, by the station's clock; nil where that is not told.
    public var lastMeterTime: Timestamp?
    /// Messages with meter values that belong to it, its start and stop not counted.
    public var meterMessages = 0
    /// Whether everything was kept since it began: only then does a missing message mean that none was sent.
    public var isWhole: Bool
    /// Whether another message came during it that only the level debug keeps: so the log is no selection of messages.
    public var sawRoutine = false
    /// Whether its beginning was recorded, and not only what came later.
    public var sawStart: Bool
    /// The StopTransaction that was sent and not taken; nil where there is none.
    public var failedStop: EntryID?

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
        isWhole = read.isDebug
        sawStart = read.action == .startTransaction || read.request.text("eventType") == "Started"
    }
}

/// A transaction that ended.
public struct EndedTransaction: Sendable, Hashable {
    /// The id, as text.
    public var id: String
    /// Where it ran; nil where that is not known.
    public var connector: ConnectorKey?
    /// The entry it ended with.
    public var entryID: EntryID
    /// When that entry arrived here.
    public var arrived: Timestamp
    /// When it ended, by the station's clock; nil where that says nothing.
    public var ended: Timestamp?
    /// `seqNo` of its last message, 2.x.
    public var lastSequence: Int?

    init(id: String, connector: ConnectorKey?, _ read: ReadEntry) {
        self.id = id
        self.connector = connector
        entryID = read.entry.id
        arrived = read.entry.datetime
        ended = read.stationTime
        lastSequence = read.request.integer("seqNo")
    }
}

/// A StartTransaction that was not taken: without an answer, or answered with an error.
public struct FailedStart: Sendable, Hashable {
    /// Its entry.
    public var entryID: EntryID
    /// When it arrived here.
    public var arrived: Timestamp
    /// Where the transaction was to begin.
    public var connector: ConnectorKey?
    /// Who wanted to charge.
    public var idTag: String?
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
    /// When the answer came; when the request did where none came.
    public var answered: Timestamp
    /// Whether the station only repeats what it said before: the CSMS asked for it, or had not accepted the boot before.
    public var isRepeated: Bool

    init(_ read: ReadEntry, isRepeated: Bool) {
        answered = read.end
        self.isRepeated = isRepeated
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
    /// Which connection it is.
    public var connectionID: ConnectionID
}
