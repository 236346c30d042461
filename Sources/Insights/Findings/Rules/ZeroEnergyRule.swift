import OCPP
import OCPPLog

/// A transaction of some length ended without energy.
struct ZeroEnergyRule: FindingRule {
    static let about = RuleAbout(
        "zero-energy", .warning, "A transaction without energy",
        meaning: """
            A transaction of more than 2 minutes ended with the register where it began: the vehicle was not charged, though it \
            was plugged in. A register that falls is told as `meter-backwards`.
            """,
        checks: [
            "See the states during it: SuspendedEV says that the vehicle did not want to, SuspendedEVSE that the station did.",
            "Look for a limit of 0 in a charging profile.",
            "See whether the meter counts at all: compare it with other transactions of this connector.",
        ],
        concern: .actions([.stopTransaction, .transactionEvent]))

    /// Shorter ones are tries.
    static let shortest = Duration.seconds(120)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        let isStop = read.action == .stopTransaction
        guard read.isFromStation, isStop || read.request.text("eventType") == "Ended",
            let running = memory.transaction(read.entry.transactionID), running.sawStart, running.failedStop == nil,
            let first = running.firstMeter,
            let last = isStop ? read.request.number("meterStop") : read.meter.energy?.value, last == first,
            running.lastMeter == nil || running.lastMeter == first
        else { return }
        let length = (read.stationTime ?? read.entry.datetime).since(running.began)
        guard length > Self.shortest, length < .seconds(864_000) else { return }
        report.add(
            Finding(
                Self.about, in: read.entry,
                "transaction \(Said.word(running.id)) took \(Said.span(length)) and no energy: the meter stayed at "
                    + Said.energy(first),
                at: isStop ? "/request/meterStop" : read.meter.energy?.place.pointer, connector: running.connector,
                related: [running.startID]))
    }
}
