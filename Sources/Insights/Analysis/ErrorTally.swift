public import OCPP
public import OCPPLog

/// Groups entries that went wrong by action and codes.
public struct ErrorTally: Sendable {
    /// One kind of error.
    public struct Row: Sendable {
        /// The action, or the kind of entries without one.
        public var action: String
        /// The codes as they were sent, or `no answer`.
        public var codes: [String]
        /// So many entries.
        public var count = 0
        /// The stations that sent them, 10,000 at most.
        public var chargers: Set<ChargerID> = []
        /// The time of the earliest.
        public var first: Timestamp
        /// The time of the latest.
        public var last: Timestamp
    }

    private struct Key: Hashable {
        var action: String
        var codes: [String]
    }

    /// Stations make codes up: so many kinds are told apart, and so many stations of each are counted.
    private static let (mostRows, mostChargers) = (10_000, 10_000)

    private var groups: [Key: Row] = [:]
    /// Entries of kinds for which there was no room.
    public private(set) var others = 0

    /// Nothing counted yet.
    public init() {}

    /// Counts an entry.
    public mutating func add(_ entry: Entry) {
        let codes = entry.kind == .unanswered ? ["no answer"] : entry.errorCodes
        let key = Key(action: entry.action?.rawValue ?? entry.kind.rawValue, codes: codes)
        guard groups[key] != nil || groups.count < Self.mostRows else {
            others += 1
            return
        }
        var row =
            groups.removeValue(forKey: key)
            ?? Row(action: key.action, codes: codes, first: entry.datetime, last: entry.datetime)
        row.count += 1
        row.first = min(row.first, entry.datetime)
        row.last = max(row.last, entry.datetime)
        if row.chargers.count < Self.mostChargers { row.chargers.insert(entry.chargerID) }
        groups[key] = row
    }

    /// Those with the most entries first.
    public var rows: [Row] {
        groups.values.sorted { a, b in
            (b.count, a.action, a.codes.joined()) < (a.count, b.action, b.codes.joined())
        }
    }
}
