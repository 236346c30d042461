import OCPP
import OCPPLog

/// The energy register of a transaction goes down.
struct MeterBackwardsRule: FindingRule {
    static let about = RuleAbout(
        "meter-backwards", .error, "The meter went backwards",
        meaning: """
            Within a transaction the energy register fell below what it had shown before: at the latest when the transaction \
            ended. Its energy cannot be billed. Steps that rounding explains are not told: 10 Wh, or up to 1 kWh where values \
            are whole kWh. It is told once for each transaction.
            """,
        checks: [
            "See whether the station mixes two registers: the meter's own, and one that begins at 0 with each transaction.",
            "See whether the station rebooted in between, or the meter was exchanged.",
            "Compare the unit of the values: Wh and kWh.",
        ],
        specification: "OCPP 1.6 §4.8, §4.10, §7.31",
        concern: .actions([.meterValues, .stopTransaction, .transactionEvent]))

    private var reported = Reported()

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isFromStation, let id = read.entry.transactionID, let running = memory.transaction(id),
            let before = running.lastMeter ?? running.firstMeter
        else { return }
        let now: Double
        var place: MeterPlace?
        var isWhole = false
        if read.action == .stopTransaction, let stop = read.request.number("meterStop") {
            now = stop
        } else {
            guard let energy = read.meter.energy else { return }
            // What was measured earlier and came later says nothing.
            if let time = energy.time,
                let last = running.lastMeterTime ?? (running.firstMeter == nil ? nil : running.began),
                time < last
            {
                return
            }
            (now, place) = (energy.value, energy.place)
            isWhole = energy.unit == "kWh"
        }
        let fall = before - now
        guard fall > max(Self.grain(before, isWhole), Self.grain(now, isWhole)),
            reported.isNew(id, at: read.entry.datetime, for: .seconds(86_400))
        else { return }
        report.add(
            Finding(
                Self.about, in: read.entry,
                "the meter of transaction \(Said.word(id)) went back from \(Said.energy(before)) to \(Said.energy(now))",
                at: place?.pointer ?? "/request/meterStop", connector: running.connector, related: [running.lastEntryID]
            ))
    }

    /// How far rounding may move a value, in Wh: one that ends in zeros may have been a number of kWh.
    private static func grain(_ value: Double, _ isKilo: Bool) -> Double {
        guard value != 0 else { return isKilo ? 1_000 : 10 }
        if value.truncatingRemainder(dividingBy: 1_000) == 0 { return 1_000 }
        return value.truncatingRemainder(dividingBy: 100) == 0 ? 100 : 10
    }
}
