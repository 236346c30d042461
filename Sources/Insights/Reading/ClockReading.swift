import OCPP
import OCPPLog

/// How far the clock of a station is ahead of ours.
enum ClockReading {
    /// A message that is older than this when it comes was queued while the station was offline, in microseconds.
    static let queuedAfter: Int64 = 300_000_000

    /// The offset in microseconds, positive when the station is ahead; nil where the message does not tell: it names no
    /// time, or it is one that stations queue and its time is long past (OCPP 1.6 §4.8, transactions are sent later).
    static func offset(of read: ReadEntry) -> Int64? {
        guard let time = read.stationTime, read.request.flag("offline") != true else { return nil }
        let (offset, overflow) = time.microseconds.subtractingReportingOverflow(read.entry.datetime.microseconds)
        guard !overflow else { return nil }
        // What is behind our clock may have waited at the station; what is ahead cannot have.
        return offset < -queuedAfter ? nil : offset
    }
}
