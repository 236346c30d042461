import OCPP
import OCPPLog

/// Watches whether every connector reports its state soon after a boot.
struct StatusAfterBootObservation: RequirementObservation {
    private let seconds: Int
    private var connectors: Set<ConnectorKey> = []
    private var boot: (datetime: Timestamp, id: EntryID)?
    private var reported: Set<ConnectorKey> = []
    private var boots = 0
    private var met = 0
    private var evidence: [EntryID] = []
    private var late: RequirementVerdict?

    init(within seconds: Int) {
        self.seconds = seconds
    }

    let needsDebug = false

    mutating func look(at read: ReadEntry, _ findings: [Finding]) {
        if let boot, read.entry.datetime.since(boot.datetime) > .seconds(seconds) { settle(boot.id) }
        if read.action == .bootNotification, read.entry.kind == .exchange {
            if let boot { settle(boot.id) }
            boot = (read.entry.datetime, read.entry.id)
            reported = []
        } else if read.action == .statusNotification, let connector = read.connector {
            if connectors.count < StationMemory.mostConnectors { connectors.insert(connector) }
            if boot != nil { reported.insert(connector) }
        }
    }

    func verdict() -> RequirementVerdict {
        var copy = self
        if let boot, Self.real(connectors).isSubset(of: Self.real(reported)), !reported.isEmpty { copy.settle(boot.id) }
        return copy.settled()
    }

    private func settled() -> RequirementVerdict {
        guard boots > 0 else {
            return RequirementVerdict(.notSeen, "no boot was seen that was followed by \(seconds) s of messages")
        }
        if let late, met * 2 < boots { return late }
        return RequirementVerdict(
            .passed, "after \(met) of \(boots) boots every connector reported within \(seconds) s", evidence)
    }

    private mutating func settle(_ id: EntryID) {
        boots += 1
        boot = nil
        let missing = Self.real(connectors).subtracting(reported).sorted()
        if missing.isEmpty, !reported.isEmpty {
            met += 1
            if evidence.count < RequirementResult.mostEvidence { evidence.append(id) }
        } else {
            let names = missing.isEmpty ? "no connector" : missing.map(\.words).joined(separator: ", ")
            late = RequirementVerdict(
                .error,
                missing.isEmpty
                    ? "no connector reported its state within \(seconds) s of a boot"
                    : "\(names) did not report within \(seconds) s of a boot", [id])
        }
    }

    /// Whether the station as a whole reports is left to it.
    private static func real(_ connectors: Set<ConnectorKey>) -> Set<ConnectorKey> {
        connectors.filter { !$0.isStation }
    }
}
