import OCPP
import OCPPLog

/// What the time in a message says of the station's clock, and of how long the message waited at the station.
///
/// A time that lies in the past has two causes: the clock is behind, or the message was queued while there was no connection.
/// A clock stays behind by the same amount; what was queued comes at any distance.
enum ClockReading: Equatable {
    /// The message names no time.
    case silent
    /// The clock is so many microseconds ahead of ours.
    case offset(Int64)
    /// The message was made so many microseconds before it came. Where it does not say so itself, the offset that it would mean if
    /// the clock were behind.
    case queued(Int64, offset: Int64?)
    /// The time is past, and which of both causes it has cannot be told from one message.
    case unclear(Int64)

    /// A message that is older than this when it comes has waited, in microseconds.
    static let queuedAfter: Int64 = 300_000_000
    /// Before the year 2000 no clock was set, in microseconds since 1970.
    static let neverSet: Int64 = 946_684_800_000_000

    private static let second: Int64 = 1_000_000

    /// Reads a message.
    static func of(_ read: ReadEntry, _ memory: StationMemory) -> ClockReading {
        // An imported log without times of its own counts from 1970.
        guard read.isFromStation, read.entry.datetime.microseconds > neverSet,
            let time = read.stationTime ?? read.meter.latest
        else { return .silent }
        let (raw, overflow) = time.microseconds.subtractingReportingOverflow(read.entry.datetime.microseconds)
        guard !overflow, raw != .min else { return .silent }
        if read.request.flag("offline") == true { return raw < 0 ? .queued(-raw, offset: nil) : .silent }
        // Behind a message that got no answer the next ones wait, all for about as long: that tells nothing of the clock.
        if let silence = memory.silence, raw > -queuedAfter, raw < (memory.clockOffset ?? 0) - 5 * second,
            read.entry.datetime.since(silence) <= .microseconds(max(0, -raw)) + .seconds(60)
        {
            return .silent
        }
        // What is ahead cannot have waited.
        if raw > -60 * second || time.microseconds < neverSet { return .offset(raw) }
        if let known = memory.clockOffset, isNear(raw, known, 30) { return .offset(raw) }
        if let guess = memory.clockGuess, isNear(raw, guess.offset, 20),
            read.entry.datetime.since(guess.at) >= .seconds(30)
        {
            return .offset(raw)
        }
        let (age, ageOverflow) = (memory.clockOffset ?? 0).subtractingReportingOverflow(raw)
        guard !ageOverflow, age > queuedAfter, memory.clockOffset != nil || !isNearHalfHour(raw) else {
            return .unclear(raw)
        }
        return .queued(age, offset: raw)
    }

    /// Whether an offset looks like that of a time zone, with two minutes to spare: the station sends its local time.
    static func isNearHalfHour(_ offset: Int64) -> Bool {
        let halfHour = 1_800 * second
        let rest = (offset % halfHour + halfHour) % halfHour
        return offset.magnitude > 1_680 * 1_000_000 && (rest <= 120 * second || rest >= halfHour - 120 * second)
    }

    private static func isNear(_ a: Int64, _ b: Int64, _ seconds: Int64) -> Bool {
        let (difference, overflow) = a.subtractingReportingOverflow(b)
        return !overflow && difference.magnitude <= UInt64(seconds * second)
    }
}
