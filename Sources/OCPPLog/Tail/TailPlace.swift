public import OCPP

/// A place in the order in which entries are committed: what a watcher has seen. Printed for `Last-Event-ID`; the text is
/// opaque to users.
///
/// Times alone would not do: an exchange is committed when its answer comes, with the time of its request, so that a later
/// entry may have an earlier time.
public struct TailPlace: Sendable, Hashable, CustomStringConvertible {
    /// How far a watcher has come that reads in the store what it missed. It reads in the order of time.
    public struct CatchingUp: Sendable, Hashable {
        /// The last entry that it reads there; what comes later is not its matter.
        public var end: Int64
        /// The latest time of the entries up to there.
        public var endMoment: Timestamp
        /// The last entry that it was given.
        public var after: Cursor

        /// A place within what is read from the store.
        public init(end: Int64, endMoment: Timestamp, after: Cursor) {
            self.end = end
            self.endMoment = endMoment
            self.after = after
        }
    }

    /// The store whose numbers these are.
    public var origin: UInt32
    /// All entries up to this number were seen.
    public var sequence: Int64
    /// The latest time of those entries, about; later ones have no time that lies far before it.
    public var moment: Timestamp
    /// Nil for a watcher that is up to date.
    public var catchingUp: CatchingUp?

    /// A place behind all entries up to a number.
    public init(origin: UInt32, sequence: Int64, moment: Timestamp, catchingUp: CatchingUp? = nil) {
        self.origin = origin
        self.sequence = sequence
        self.moment = moment
        self.catchingUp = catchingUp
    }

    /// Reads the printed form; nil when the text is no place.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 || parts.count == 6, let origin = UInt32(parts[0], radix: 16),
            let sequence = Int64(parts[1]), sequence >= 0, let microseconds = Int64(parts[2])
        else { return nil }
        self.init(origin: origin, sequence: sequence, moment: Timestamp(microseconds: microseconds))
        if parts.count == 6 {
            guard let end = Int64(parts[3]), end >= sequence, let endMicroseconds = Int64(parts[4]),
                let after = Cursor(parts[5])
            else { return nil }
            catchingUp = CatchingUp(end: end, endMoment: Timestamp(microseconds: endMicroseconds), after: after)
        }
        guard description == text else { return nil }
    }

    /// The printed form, which `init(_:)` reads.
    public var description: String {
        let behind = "\(String(origin, radix: 16)).\(sequence).\(moment.microseconds)"
        guard let catchingUp else { return behind }
        return behind + ".\(catchingUp.end).\(catchingUp.endMoment.microseconds).\(catchingUp.after)"
    }

    /// The place behind one more entry that was committed.
    mutating func pass(_ entry: Entry) {
        sequence = max(sequence, entry.id.sequence)
        moment = max(moment, entry.datetime)
    }
}
