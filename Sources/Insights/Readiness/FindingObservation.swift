import OCPPLog

/// Watches whether rules find what they should not.
struct FindingObservation: RequirementObservation {
    private let codes: [String]
    private var count = 0
    private var last: Finding?
    private var evidence: [EntryID] = []
    private var entries = 0
    private var sawDebug = false

    init(_ codes: [String]) {
        self.codes = codes
    }

    let needsDebug = false

    mutating func look(at read: ReadEntry, _ findings: [Finding]) {
        entries += 1
        sawDebug = sawDebug || read.isDebug
        for finding in findings where codes.contains(finding.code) {
            count += 1
            last = finding
            if evidence.count >= RequirementResult.mostEvidence { evidence.removeFirst() }
            evidence.append(finding.entryID)
        }
    }

    func verdict() -> RequirementVerdict {
        let names = codes.joined(separator: ", ")
        guard entries > 0 else { return RequirementVerdict(.notSeen, "there are no entries to look at") }
        if last == nil, !sawDebug, codes.contains(where: { FindingRules.about($0)?.needsDebug ?? false }) {
            return RequirementVerdict(
                .notObservable, "\(names) need what is recorded at the level debug, and the level was never debug")
        }
        guard let last else { return RequirementVerdict(.passed, "nothing was found by \(names)") }
        let others = count > 1 ? " (and \(count - 1) more)" : ""
        return RequirementVerdict(.error, "\(last.sentence)\(others)", evidence.reversed())
    }
}
