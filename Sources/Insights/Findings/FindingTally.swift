public import OCPP
import OCPPLog

/// Counts findings by rule and charging station, and keeps the newest.
public struct FindingTally: Sendable {
    /// Findings of one rule at one station.
    public struct Row: Sendable, Hashable {
        /// The rule.
        public var code: String
        /// The most serious of them.
        public var severity: FindingSeverity
        /// The charging station.
        public var station: Station
        /// How many there are.
        public var count: Int
        /// When the first was.
        public var first: Timestamp
        /// The last one.
        public var last: Finding
    }

    /// So many rows are told apart.
    public static let mostRows = 20_000

    /// All findings.
    public private(set) var count = 0
    /// Findings that have no row, since there were too many rows.
    public private(set) var omitted = 0
    /// The newest findings, in the order in which they were found.
    public private(set) var newest: [Finding] = []

    private struct Key: Hashable {
        var code: String
        var station: Station
    }

    private let kept: Int
    private var groups: [Key: Row] = [:]

    /// - Parameter kept: so many of the newest are kept.
    public init(keeping kept: Int) {
        self.kept = max(0, kept)
    }

    /// Adds a finding.
    public mutating func add(_ finding: Finding) {
        count += 1
        newest.append(finding)
        // Twice as many are kept between two cuts, so that each costs little.
        if newest.count >= 2 * kept + 1 { newest.removeFirst(newest.count - kept) }
        let key = Key(code: finding.code, station: finding.station)
        guard groups[key] != nil || groups.count < Self.mostRows else {
            omitted += 1
            return
        }
        groups[
            key,
            default: Row(
                code: finding.code, severity: finding.severity, station: finding.station, count: 0,
                first: finding.datetime, last: finding)
        ].add(finding)
    }

    /// The most serious first, then those with the most findings.
    public var rows: [Row] {
        groups.values.sorted { a, b in
            (a.severity, b.count, a.code, a.station) < (b.severity, a.count, b.code, b.station)
        }
    }

    /// The newest findings, the newest first, as many as are kept.
    public var newestFirst: [Finding] { newest.suffix(kept).reversed() }
}

extension FindingTally.Row {
    fileprivate mutating func add(_ finding: Finding) {
        count += 1
        severity = min(severity, finding.severity)
        first = min(first, finding.datetime)
        last = finding
    }
}
