import OCPP
import OCPPLog

/// The clock of the station is wrong.
struct ClockDriftRule: FindingRule {
    static let about = RuleAbout(
        "clock-drift", .warning, "The clock of the station is wrong",
        meaning: """
            The times in the station's messages differ by more than a minute from when they came, so transactions and meter \
            values carry wrong times. A time in the past is held to be the clock's when it stays the same over several \
            messages: otherwise the message waited. It is told once a day, and again when the difference changes by a minute.
            """,
        checks: [
            "See whether the station takes the time from BootNotification and Heartbeat, or from a time server that it cannot reach.",
            "A whole number of hours: the station sends its local time as UTC.",
            "A year before 2000: the clock was not set yet when the message was made; see whether it is later.",
        ],
        specification: "OCPP 1.6 §3.14, §4.6", concern: .anyAction)

    /// What is no drift, in microseconds.
    static let most: Int64 = 60_000_000
    static let again = Duration.seconds(86_400)

    private var told: (offset: Int64?, at: Timestamp)?

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard case .offset(let offset) = ClockReading.of(read, memory), offset.magnitude > UInt64(Self.most),
            let time = read.stationTime ?? read.meter.latest
        else { return }
        let now = read.entry.datetime
        let isUnset = time.microseconds < ClockReading.neverSet
        if let told, now.since(told.at) < Self.again {
            guard !isUnset, let before = told.offset else { return }
            let (change, overflow) = offset.subtractingReportingOverflow(before)
            if !overflow, change.magnitude <= UInt64(Self.most) { return }
        }
        told = (isUnset ? nil : offset, now)
        var sentence = "the clock of the station was never set: it says \(time.text(fractionDigits: 0))"
        if !isUnset {
            // To the nearest minute, so that an hour that lacks a second reads as one.
            let span = Said.span(.microseconds(Int64(clamping: offset.magnitude)) + .seconds(29))
            sentence = "the clock of the station is \(span) \(offset > 0 ? "ahead" : "behind")"
            if ClockReading.isNearHalfHour(offset) { sentence += ", as if it sent its local time" }
        }
        let pointer =
            read.stationTime == nil
            ? nil : read.request.has("timestamp") ? "/request/timestamp" : "/request/generatedAt"
        report.add(Finding(Self.about, in: read.entry, sentence, at: pointer))
    }
}
