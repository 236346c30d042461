import OCPP
import OCPPLog

/// Watches whether a charging profile with the limit 0 suspends a running transaction instead of ending it.
struct ZeroLimitObservation: RequirementObservation {
    private let seconds: Int
    /// The limit that is waited on.
    private var limit: (datetime: Timestamp, id: EntryID, connector: ConnectorKey?)?
    private var charging: Set<ConnectorKey> = []
    private var suspended: [EntryID] = []
    private var failure: RequirementVerdict?

    init(within seconds: Int) {
        self.seconds = seconds
    }

    let needsDebug = true

    mutating func look(at read: ReadEntry, _ findings: [Finding]) {
        if let limit, read.entry.datetime.since(limit.datetime) > .seconds(seconds) {
            failure = RequirementVerdict(
                .error, "a limit of 0 was accepted, and no connector was suspended within \(seconds) s", [limit.id])
            self.limit = nil
        }
        switch read.action {
        case .setChargingProfile: noteProfile(read)
        case .statusNotification: noteStatus(read)
        case .stopTransaction: noteEnd(read)
        case .transactionEvent:
            if read.request.object("transactionInfo").text("chargingState") == "SuspendedEVSE" { succeed(read) }
            if read.request.text("eventType") == "Ended" { noteEnd(read) }
        default: break
        }
    }

    func verdict() -> RequirementVerdict {
        if !suspended.isEmpty {
            return RequirementVerdict(.passed, "a limit of 0 suspended the transaction", suspended)
        }
        return failure
            ?? RequirementVerdict(
                .notSeen, "no charging profile with the limit 0 was accepted while a vehicle was charging")
    }

    private mutating func noteProfile(_ read: ReadEntry) {
        guard read.isAccepted, !charging.isEmpty else { return }
        let profile =
            read.request.has("csChargingProfiles")
            ? read.request.object("csChargingProfiles") : read.request.object("chargingProfile")
        let schedules = [profile.object("chargingSchedule")] + profile.objects("chargingSchedule")
        let periods = schedules.flatMap { $0.objects("chargingSchedulePeriod") }
        guard periods.first?.number("limit") == 0 else { return }
        limit = (read.entry.datetime, read.entry.id, read.connector)
    }

    private mutating func noteStatus(_ read: ReadEntry) {
        guard let connector = read.connector else { return }
        if read.entry.reportedStatus == "Charging", charging.count < StationMemory.mostConnectors {
            charging.insert(connector)
        } else if read.entry.reportedStatus == "SuspendedEVSE" {
            succeed(read)
        } else {
            charging.remove(connector)
        }
    }

    private mutating func succeed(_ read: ReadEntry) {
        guard let limit else { return }
        suspended = [read.entry.id, limit.id]
        self.limit = nil
    }

    private mutating func noteEnd(_ read: ReadEntry) {
        guard let limit else { return }
        failure = RequirementVerdict(
            .error, "a limit of 0 ended the transaction instead of suspending it", [read.entry.id, limit.id])
        self.limit = nil
    }
}
