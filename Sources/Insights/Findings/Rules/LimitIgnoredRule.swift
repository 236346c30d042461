import OCPP
import OCPPLog

/// The station charges with clearly more than it was allowed.
struct LimitIgnoredRule: FindingRule {
    static let about = RuleAbout(
        "limit-ignored", .error, "A limit is ignored",
        meaning: """
            A minute and more after the station accepted a charging profile, two messages in a row show clearly more current or \
            power than every limit that was set for the connector: by 15 % and 2 A, or 20 % and 500 W. Profiles that change \
            with time are not judged, nor those for all transactions (TxDefaultProfile) in a transaction that began before a \
            boot: it may have a profile of its own from before. It is told once for each profile.
            """,
        checks: [
            "Ask for what holds: GetCompositeSchedule.",
            "See whether another profile with a higher stack level stands against it: ClearChargingProfile, then set it again.",
            "See whether the unit is allowed: ChargingScheduleAllowedChargingRateUnit.",
        ],
        specification: "OCPP 1.6 §3.13",
        concern: .actions([
            .setChargingProfile, .clearChargingProfile, .meterValues, .transactionEvent, .stopTransaction,
            .bootNotification,
        ]))

    private struct Limit {
        var key: String
        var place: Int
        var isCurrent: Bool
        /// Nil where it changes with time: then it is not judged, nor anything beside it.
        var value: Double?
        var at: Timestamp
        var id: EntryID
        var isOfTransaction: Bool
    }

    /// So many profiles are remembered; with more nothing is judged.
    private static let most = 16
    private static let settling = Duration.seconds(60)

    private var limits: [Limit] = []
    private var isFull = false
    /// The last boot: which profiles there were before is not known.
    private var forgotten: Timestamp?
    /// The first message that was above, by connector.
    private var above: [Int: Timestamp] = [:]
    private var reported = Reported()

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        switch read.action {
        case .setChargingProfile: note(read)
        case .clearChargingProfile:
            if read.isAccepted { limits = [] }
        case .stopTransaction: limits.removeAll { $0.isOfTransaction }
        case .bootNotification:
            // What a station keeps over a boot is not known; what only repeats one changes nothing.
            guard !memory.isRepeatedBoot(read) else { return }
            limits = []
            isFull = false
            forgotten = read.entry.datetime
        default: judge(read, memory, &report)
        }
    }

    private mutating func note(_ read: ReadEntry) {
        guard read.entry.source == .csms, read.isAccepted, let profile = read.profile,
            let place = read.connector.map({ $0.evse ?? $0.connector ?? 0 })
        else { return }
        let key = "\(place) \(profile.purpose ?? "") \(profile.stackLevel ?? 0)"
        limits.removeAll { $0.key == key }
        above[place] = nil
        guard limits.count < Self.most else {
            isFull = true
            return
        }
        let isPlain = !profile.isTimed && profile.periodCount == 1 && profile.periods.first?.start == 0
        let isKnown = profile.unit == "A" || profile.unit == "W"
        limits.append(
            Limit(
                key: key, place: place, isCurrent: profile.unit == "A",
                value: isPlain && isKnown ? profile.periods.first?.limit : nil, at: read.end, id: read.entry.id,
                isOfTransaction: profile.purpose == "TxProfile"))
    }

    private mutating func judge(_ read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard !limits.isEmpty, read.isFromStation else { return }
        if read.request.text("eventType") == "Ended" { return limits.removeAll { $0.isOfTransaction } }
        guard !isFull, !read.meter.samples.isEmpty, let connector = read.connector ?? runningConnector(read, memory),
            let place = connector.evse ?? connector.connector, place > 0
        else { return }
        let mine = limits.filter { $0.place == place || $0.place == 0 }
        let now = read.entry.datetime
        // A profile of the transaction itself goes before the one for all (1.6 §3.13.2, 2.x K01).
        if let forgotten, let running = memory.transaction(at: connector), running.arrived <= forgotten,
            !mine.contains(where: \.isOfTransaction)
        {
            return above[place] = nil
        }
        guard let latest = mine.max(by: { $0.at < $1.at }), now.since(latest.at) >= Self.settling,
            let excess = excess(read, mine, memory, since: latest.at)
        else {
            above[place] = nil
            return
        }
        guard let first = above[place] else { return above[place] = now }
        guard now.since(first) >= .seconds(10), above.count <= StationMemory.mostConnectors,
            reported.isNew("\(latest.id)", at: now, for: .seconds(86_400))
        else { return }
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(connector.words) \(excess.sentence), \(Said.span(now.since(latest.at))) after the limit was accepted",
                at: excess.pointer, connector: connector, related: [latest.id]))
    }

    private func runningConnector(_ read: ReadEntry, _ memory: StationMemory) -> ConnectorKey? {
        memory.transaction(read.entry.transactionID)?.connector
    }

    /// What is above every limit; nil where nothing clearly is.
    private func excess(
        _ read: ReadEntry, _ limits: [Limit], _ memory: StationMemory, since accepted: Timestamp
    ) -> (sentence: String, pointer: String)? {
        var (current, power): (Double?, Double?)
        for limit in limits {
            guard let value = limit.value, value >= 0 else { return nil }
            if limit.isCurrent { current = max(current ?? value, value) } else { power = max(power ?? value, value) }
        }
        for sample in read.meter.samples where sample.isAtOutlet {
            // Three phases of 253 V: the most that a limit of the current can mean.
            let most = max(power ?? 0, (current ?? 0) * 3 * 253) * 1.2 + 500
            // Most values are low enough, whatever they measure.
            guard sample.value > min(most, current.map { $0 * 1.15 + 2 } ?? most) else { continue }
            // What was measured before the limit held says nothing.
            if let time = sample.time, let ours = ours(time, memory), ours.since(accepted) < .seconds(30) { continue }
            if sample.context == "Transaction.Begin" { continue }
            if let current, power == nil, sample.measurand == "Current.Import", sample.value > current * 1.15 + 2,
                sample.phase != "N"
            {
                return (
                    "draws \(Said.trimmed(sample.value)) A, and the limit is \(Said.trimmed(current)) A",
                    sample.place.pointer
                )
            }
            guard sample.measurand == "Power.Active.Import", sample.phase == nil else { continue }
            if sample.value > most {
                let limit = current.map { "\(Said.trimmed($0)) A" } ?? "\(Said.trimmed(power ?? 0)) W"
                return ("draws \(Said.trimmed(sample.value)) W, and the limit is \(limit)", sample.place.pointer)
            }
        }
        return nil
    }

    /// A time of the station by our clock.
    private func ours(_ time: Timestamp, _ memory: StationMemory) -> Timestamp? {
        let (moment, overflow) = time.microseconds.subtractingReportingOverflow(memory.clockOffset ?? 0)
        return overflow ? nil : Timestamp(microseconds: moment)
    }
}
