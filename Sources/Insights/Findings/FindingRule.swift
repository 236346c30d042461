import OCPPLog

/// A rule: looks at the entries of one charging station, in the order in which they are recorded, and says what is wrong.
///
/// Each station has a copy of its own, so what a rule remembers is about one station. What it remembers has a bound. Most
/// remember nothing: what was before stands in ``StationMemory``.
public protocol FindingRule: Sendable {
    /// What is to be said of it.
    static var about: RuleAbout { get }

    /// A rule that has seen nothing yet.
    init()

    /// Looks at the next entry of the station.
    /// - Parameters:
    ///   - read: the entry.
    ///   - memory: what is known from the entries before it; this one is not in it yet.
    ///   - report: takes what is found.
    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport)
}

/// What the rules found in one entry, bounded.
public struct FindingReport: Sendable {
    /// So many findings of one entry are kept.
    public static let most = 16

    /// In the order in which they were found.
    public private(set) var findings: [Finding] = []
    /// Findings beyond ``most``.
    public private(set) var omitted = 0

    /// Nothing found yet.
    public init() {}

    /// Takes a finding; beyond ``most`` it is counted only.
    public mutating func add(_ finding: Finding) {
        guard findings.count < Self.most else {
            omitted += 1
            return
        }
        findings.append(finding)
    }
}
