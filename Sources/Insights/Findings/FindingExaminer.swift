public import OCPPLog

/// The rules as recorder, import and files ask them: the codes of what they find.
public struct FindingExaminer: EntryExaminer {
    private var engine: FindingEngine
    private let note: (@Sendable ([Finding], EntryID) -> Void)?

    /// One that has seen nothing yet.
    /// - Parameters:
    ///   - limits: how much is remembered.
    ///   - note: is told what was found in an entry, with its sentences; has to return at once.
    public init(
        limits: FindingEngine.Limits = FindingEngine.Limits(),
        note: (@Sendable ([Finding], EntryID) -> Void)? = nil
    ) {
        engine = FindingEngine(limits: limits)
        self.note = note
    }

    /// The codes of the rules that find something, each once, in the order of the rules.
    public mutating func findings(of entry: Entry) -> [String] {
        let found = engine.read(entry)
        guard let first = found.first else { return [] }
        note?(found, entry.id)
        guard found.count > 1 else { return [first.code] }
        var codes: [String] = []
        for finding in found where !codes.contains(finding.code) { codes.append(finding.code) }
        return codes
    }
}
