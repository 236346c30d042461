public import OCPPLog

/// The rules as recorder, import and files ask them: the codes of what they find.
public struct FindingExaminer: EntryExaminer {
    private var engine: FindingEngine

    /// One that has seen nothing yet.
    /// - Parameter limits: how much is remembered.
    public init(limits: FindingEngine.Limits = FindingEngine.Limits()) {
        engine = FindingEngine(limits: limits)
    }

    /// The codes of the rules that find something, each once, in the order of the rules.
    public mutating func findings(of entry: Entry) -> [String] {
        let found = engine.read(entry)
        guard let first = found.first else { return [] }
        guard found.count > 1 else { return [first.code] }
        var codes: [String] = []
        for finding in found where !codes.contains(finding.code) { codes.append(finding.code) }
        return codes
    }
}
