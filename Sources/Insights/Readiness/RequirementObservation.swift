import OCPPLog

/// Watches for what one requirement wants. What it remembers has a bound.
protocol RequirementObservation: Sendable {
    /// Whether what it watches for is kept at the level debug only.
    var needsDebug: Bool { get }

    /// Looks at the next entry of the station.
    mutating func look(at read: ReadEntry, _ findings: [Finding])

    /// What is to be said by now.
    func verdict() -> RequirementVerdict
}

/// What is to be said of a requirement.
struct RequirementVerdict: Sendable {
    var state: RequirementState
    var detail: String
    var evidence: [EntryID]

    init(_ state: RequirementState, _ detail: String, _ evidence: [EntryID] = []) {
        self.state = state
        self.detail = detail
        self.evidence = evidence
    }
}
