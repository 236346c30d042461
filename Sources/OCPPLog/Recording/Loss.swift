public import OCPP

/// Frames of one charging station that could not be recorded, until a gap entry tells of them.
struct Loss {
    /// The entry of the first one, without its frames.
    private let first: Entry
    private(set) var frames = 0
    private var from: Timestamp
    private var to: Timestamp
    private(set) var cause: LossCause
    /// Open CALLs that ended among what was lost; the store must forget them all the same.
    private(set) var closes: [OpenCall.Key] = []
    /// How many recordables had been queued before the first one: they are written first.
    let place: Int

    /// - Parameter entry: the first entry that is missing.
    init(_ entry: Entry, cause: LossCause, place: Int) {
        first = Entry(
            kind: .gap, datetime: entry.datetime, chargerID: entry.chargerID, connectionID: entry.connectionID,
            source: .cp, version: entry.version)
        from = entry.datetime
        to = entry.datetime
        self.cause = cause
        self.place = place
    }

    var charger: ChargerID { first.chargerID }

    mutating func add(_ entry: Entry, closes call: OpenCall.Key?, cause: LossCause) {
        frames += entry.frameCount
        from = min(from, entry.datetime)
        to = max(to, entry.datetime.advanced(by: .microseconds(entry.latency ?? 0)))
        if let call { closes.append(call) }
        // A queue that a failing store has filled stays full for a while after: the failure is what was behind it.
        if case .slow = self.cause { self.cause = cause }
    }

    /// The entry that tells of it.
    var gap: Entry {
        var gap = first
        gap.datetime = from
        gap.missing = frames
        gap.reason = cause.word
        let span = from == to ? "at \(moment(from))" : "from \(moment(from)) to \(moment(to))"
        // The cause comes first: rows have room for two lines.
        gap.detail = "\(FrameCount.missing(frames)): \(cause.sentence); \(span)"
        return gap
    }

    private func moment(_ time: Timestamp) -> String { time.text(fractionDigits: 3) }
}

extension Entry {
    /// When the last of the frames that a gap tells of was there, to the millisecond, as its sentence says; nil where that says no
    /// time.
    public var gapEnd: Timestamp? {
        guard kind == .gap, let last = detail?.split(separator: " ").last else { return nil }
        return Timestamp(String(last))
    }

    /// The frames that the entry is made of; a connection entry counts as one, a gap as what it tells of.
    var frameCount: Int { missing ?? max(1, (request == nil ? 0 : 1) + (response == nil ? 0 : 1)) }
}
