import OCPP
import OCPPLog

/// The station boots again and again.
struct RebootLoopRule: FindingRule {
    static let about = RuleAbout(
        "reboot-loop", .error, "The station boots again and again",
        meaning: """
            Three boots or more within an hour. Not counted are boots that the CSMS asked for (Reset, TriggerMessage) and those \
            that repeat one that was not accepted. Some stations send BootNotification with every new connection: then the \
            connection is what breaks. It is told once an hour.
            """,
        checks: [
            "See what stands before each boot: the same message, a fault, or a connection that closes.",
            "See whether it began with a new firmware: look for `firmware-changed`.",
            "Look at the supply of the station, and get its diagnostics.",
        ],
        specification: "OCPP 1.6 §4.2", concern: .actions([.bootNotification]))

    static let least = 3
    static let window = Duration.seconds(3_600)
    private var boots: [(at: Timestamp, id: EntryID)] = []
    private var reported = Reported()

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        let now = read.entry.datetime
        guard read.isFromStation, !memory.isRepeatedBoot(read), !memory.isAfterReset(now),
            !["RemoteReset", "ScheduledReset"].contains(read.request.text("reason"))
        else { return }
        boots.removeAll { now.since($0.at) > Self.window || now.since($0.at) < .zero }
        boots.append((now, read.entry.id))
        if boots.count > 60 { boots.removeFirst() }
        guard boots.count >= Self.least, let first = boots.first,
            reported.isNew("", at: now, for: Self.window)
        else { return }
        report.add(
            Finding(
                Self.about, in: read.entry,
                "the station booted \(boots.count) times within \(Said.span(now.since(first.at)))",
                related: boots.dropLast().suffix(8).map(\.id)))
    }
}
