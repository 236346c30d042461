import OCPP
import OCPPLog

/// The station sends messages before its boot was accepted.
struct MessageBeforeBootRule: FindingRule {
    static let about = RuleAbout(
        "message-before-boot", .warning, "A message before the boot was accepted",
        meaning: """
            After BootNotification a station has to wait until it is accepted. It sent another message between the \
            BootNotification and its answer, or after an answer that was not Accepted. What the CSMS asked for while the answer \
            was Pending is allowed. It is told once for each boot.
            """,
        checks: [
            "See what the CSMS answered: many refuse such messages, and the station then waits for ever.",
            "Report it to the maker of the station.",
        ],
        specification: "OCPP 1.6 §4.2; OCPP 2.0.1 Part 2, B02, B03", concern: .anyAction)

    /// The last message of the station that was no boot: it may be recorded before the boot whose answer it did not await.
    private var last: (at: Timestamp, id: EntryID, action: Action)?
    /// The boot that was told.
    private var told: EntryID?
    /// When the CSMS last asked for something.
    private var wanted: Timestamp?

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        if read.entry.source == .csms { wanted = read.entry.datetime }
        guard read.isFromStation else { return }
        if read.action == .bootNotification {
            guard read.entry.latency != nil, let last, last.at > read.entry.datetime, last.at < read.end else { return }
            told = read.entry.id
            report.add(
                Finding(
                    Self.about, in: read.entry,
                    "the station sent \(Said.word(last.action.rawValue)) before BootNotification was answered",
                    related: [last.id]))
            return
        }
        last = (read.entry.datetime, read.entry.id, read.action)
        guard let boot = memory.boots.last, boot.entryID != told, read.entry.datetime > boot.datetime else { return }
        if boot.status != nil, read.entry.datetime < boot.answered {
            tell("before BootNotification was answered", boot, read, &report)
        } else if let status = boot.status, status != "Accepted", status == "Pending" || status == "Rejected" {
            let isAskedFor =
                wanted.map { $0 >= boot.datetime && read.entry.datetime.since($0) < .seconds(600) } ?? false
            guard status == "Rejected" || !isAskedFor else { return }
            tell("though the last BootNotification was answered with \(status)", boot, read, &report)
        }
    }

    private mutating func tell(_ why: String, _ boot: BootMemory, _ read: ReadEntry, _ report: inout FindingReport) {
        told = boot.entryID
        report.add(
            Finding(
                Self.about, in: read.entry, "the station sent \(Said.word(read.action.rawValue)) \(why)",
                related: [boot.entryID]))
    }
}
