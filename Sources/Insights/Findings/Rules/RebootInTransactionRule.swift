import OCPP
import OCPPLog

/// The station boots while a transaction runs.
struct RebootInTransactionRule: FindingRule {
    static let about = RuleAbout(
        "reboot-in-transaction", .warning, "A boot during a transaction",
        meaning: """
            A BootNotification came while a transaction was running: the station restarted, charging was interrupted, and the \
            end of the transaction comes late or never. Some stations send it with every new connection, though nothing \
            restarted: then the meter values go on. Boots that were asked for by TriggerMessage or that repeat one that was \
            not accepted are not told, nor transactions of more than two days.
            """,
        checks: [
            "See whether its meter values go on: then only the connection was gone.",
            "See whether a Reset was sent: `action:Reset`.",
            "Look for PowerLoss or a gap of the supply: did other stations boot at the same time?",
            "See whether StopTransaction follows, and with which reason.",
        ],
        specification: "OCPP 1.6 §4.2, §4.10", concern: .actions([.bootNotification]))

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isFromStation, !memory.transactions.isEmpty, !memory.isRepeatedBoot(read) else { return }
        let now = read.entry.datetime
        let running = memory.transactions.filter { transaction in
            let age = now.since(transaction.arrived)
            // Told at an earlier boot already.
            return age > .zero && age < .seconds(172_800)
                && !memory.boots.contains { !$0.isRepeated && $0.datetime > transaction.arrived }
        }
        guard let first = running.first else { return }
        let more = running.count > 1 ? " and \(running.count - 1) more were" : " was"
        let place = first.connector.map { $0.isStation ? "" : " at \($0.words)" } ?? ""
        report.add(
            Finding(
                Self.about, in: read.entry,
                "a boot was reported while transaction \(Said.word(first.id))\(place)\(more) running"
                    + (memory.isAfterReset(now) ? ", after a Reset of the CSMS" : ""),
                connector: running.count == 1 ? first.connector : nil, related: running.map(\.startID)))
    }
}
