import OCPP
import OCPPLog

/// Watches which version of OCPP is spoken.
struct VersionObservation: RequirementObservation {
    private let versions: [String]
    private var seen: [String: EntryID] = [:]
    /// An entry of a log that does not tell the version.
    private var unclear: EntryID?

    init(_ versions: [String]) {
        self.versions = versions
    }

    let needsDebug = false

    mutating func look(at read: ReadEntry, _ findings: [Finding]) {
        guard read.entry.kind != .connection || read.entry.reason == "opened" else { return }
        guard read.entry.version != .unknown else {
            unclear = unclear ?? read.entry.id
            return
        }
        seen[read.entry.version.rawValue] = read.entry.id
    }

    func verdict() -> RequirementVerdict {
        if let version = versions.first(where: { seen[$0] != nil }) {
            return RequirementVerdict(.passed, "it speaks OCPP \(version)", seen[version].map { [$0] } ?? [])
        }
        guard let other = seen.keys.sorted().first else {
            return unclear.map { RequirementVerdict(.notObservable, "the log does not tell the version", [$0]) }
                ?? RequirementVerdict(.notSeen, "it never connected")
        }
        let evidence = seen[other].map { [$0] } ?? []
        return RequirementVerdict(
            .error, "it speaks OCPP \(other), wanted is \(versions.joined(separator: " or "))", evidence)
    }
}
