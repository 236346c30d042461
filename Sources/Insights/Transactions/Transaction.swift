public import OCPP
public import OCPPLog

/// A charging transaction, as the messages of its station tell it.
///
/// Stations use ids again, and imported logs hold those of many years: what it is known by is its station, its id and its start.
public struct Transaction: Sendable, Hashable {
    /// A moment of it: by the station's clock, and when the message was here.
    public struct Moment: Sendable, Hashable {
        /// By the station's clock; the arrival where it says nothing.
        public var time: Timestamp
        /// When the message was here.
        public var arrived: Timestamp
        /// The entry that says so.
        public var entryID: EntryID
    }

    /// How it ended.
    public enum End: String, Sendable, Hashable, CaseIterable {
        /// Its end was told.
        case ended
        /// Nothing speaks against it that it still runs.
        case running
        /// Another one began at its connector, or the connector became free, and no end was told.
        case neverStopped = "never_stopped"
        /// An end was told of one whose start was not seen.
        case stoppedWithoutStart = "stopped_without_start"
    }

    /// What is worth a look.
    public enum Flag: String, Sendable, Hashable, CaseIterable, Comparable {
        /// It ended with no energy.
        case zeroEnergy = "zero_energy"
        /// Its start or end was told again, though it had been answered.
        case duplicate
        /// Messages of it were queued while the station was offline.
        case offline
        /// Numbers of its messages are missing (`seqNo`, 2.x).
        case sequenceGap = "sequence_gap"
        /// The meter showed less at a later time.
        case meterBackwards = "meter_backwards"
        /// The answer to its start refused the id tag.
        case refused

        /// By name.
        public static func < (a: Flag, b: Flag) -> Bool { a.rawValue < b.rawValue }
    }

    /// So many entries of it are named; further ones are counted.
    public static let mostEntries = 2_000

    /// The charging station.
    public var station: Station
    /// The id, as text; empty for a start that nobody answered.
    public var id: String
    /// The version that the station spoke.
    public var version: OCPPVersion
    /// Where it ran; nil where that is not known.
    public var connector: ConnectorKey?
    /// Its beginning; nil where that was not seen.
    public var start: Moment?
    /// Its end; nil where that was not told.
    public var stop: Moment?
    /// The id tag or id token that began it.
    public var idTag: String?
    /// Why it stopped; nil where no reason was told. In 1.6 that means `Local` (§4.10).
    public var stopReason: String?
    /// The energy register at its beginning, in Wh.
    public var meterStart: Double?
    /// The energy register at its end, or as it was told last since its beginning, in Wh.
    public var meterStop: Double?
    /// How it ended.
    public var end: End
    /// What is worth a look.
    public var flags: Set<Flag> = []
    /// What the meter showed; empty where only its beginning and end were read.
    public var curve = MeterCurve()
    /// Entries that belong to it, in the order in which they were read.
    public private(set) var entries: [EntryID] = []
    /// Entries beyond ``mostEntries``.
    public private(set) var moreEntries = 0

    init(_ read: ReadEntry, id: String, connector: ConnectorKey?) {
        station = Station(of: read.entry)
        self.id = id
        version = read.entry.version
        self.connector = connector
        end = .running
        add(read.entry.id)
    }

    /// What was taken from the meter, in Wh; nil where it was not told, and where the meter went backwards.
    public var energy: Double? {
        guard let meterStart, let meterStop, meterStop >= meterStart else { return nil }
        return meterStop - meterStart
    }

    /// From beginning to end: by the station's clock, which is wrong on both sides alike. Nil while it runs.
    public var duration: Duration? {
        guard let start, let stop else { return nil }
        let duration = stop.time.since(start.time)
        return duration < .zero ? nil : duration
    }

    /// The first moment that is known of it.
    public var began: Timestamp { start?.time ?? stop?.time ?? Timestamp(microseconds: 0) }

    mutating func replaceEntries(_ entries: [EntryID]) {
        self.entries = entries
    }

    mutating func add(_ entry: EntryID) {
        guard entries.last != entry else { return }
        guard entries.count < Self.mostEntries else {
            moreEntries += 1
            return
        }
        entries.append(entry)
    }
}

extension Transaction.Moment {
    init(of read: ReadEntry) {
        time = read.stationTime ?? read.entry.datetime
        arrived = read.entry.datetime
        entryID = read.entry.id
    }
}
