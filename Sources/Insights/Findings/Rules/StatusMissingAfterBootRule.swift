import OCPP
import OCPPLog

/// After a boot the station does not say in which state a connector is.
struct StatusMissingAfterBootRule: FindingRule {
    static let about = RuleAbout(
        "status-missing-after-boot", .warning, "A connector was not reported after a boot",
        meaning: """
            After a boot a station reports the state of each connector. One that had reported before was silent for 5 minutes \
            after the boot was accepted, so the CSMS shows a state that is out of date. It is told with the next message, and \
            only while the connection that the boot came over is seen to be open.
            """,
        checks: [
            "Ask for it: TriggerMessage with StatusNotification.",
            "See whether the station counts its connectors otherwise since the boot.",
            "Report it to the maker of the station.",
        ],
        specification: "OCPP 1.6 §4.9", concern: .everything)

    static let patience = Duration.seconds(300)

    /// The boot that is waited after.
    private var boot: (at: Timestamp, id: EntryID)?

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        if read.action == .bootNotification {
            let isBoot =
                read.isFromStation && read.isAnswered && read.entry.answerStatus == "Accepted"
                && !memory.isRepeatedBoot(read) && memory.connection?.isOpen == true
            if read.isFromStation { boot = isBoot ? (read.entry.datetime, read.entry.id) : nil }
            return
        }
        guard let boot else { return }
        if read.entry.kind == .connection || read.entry.kind == .gap || read.entry.levelInForce == .none {
            self.boot = nil
            return
        }
        guard read.isFromStation, read.entry.datetime.since(boot.at) > Self.patience else { return }
        self.boot = nil
        // This message may be the report that came too late.
        let silent = memory.connectors.filter { key, connector in
            !key.isStation && connector.reported < boot.at && key != read.connector
        }
        guard !silent.isEmpty else { return }
        let names = silent.keys.sorted().map(\.words).joined(separator: ", ")
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(names) was not reported within \(Said.span(read.entry.datetime.since(boot.at))) after the boot",
                connector: silent.count == 1 ? silent.keys.first : nil, related: [boot.id]))
    }
}
