import OCPP
public import OCPPLog

/// Goes through the entries of charging stations, in the order of time, and says how far each meets a profile.
public struct ReadinessCheck: Sendable {
    /// So many stations are checked at once; entries of others are counted in ``omitted``.
    public static let mostStations = 20_000

    /// Entries of stations beyond ``mostStations``.
    public private(set) var omitted = 0

    private let profile: ReadinessProfile
    private var engine: FindingEngine?
    private var stations: [Station: StationReadiness] = [:]

    /// - Parameter profile: what is wanted.
    public init(_ profile: ReadinessProfile) {
        self.profile = profile
        let codes: [String] = profile.requirements.flatMap { requirement in
            if case .noFinding(let codes) = requirement.test { codes } else { [] as [String] }
        }
        let rules = FindingRules.all.filter { codes.contains($0.about.code) }
        engine = rules.isEmpty ? nil : FindingEngine(rules: rules)
    }

    /// Shows the next entry.
    public mutating func read(_ entry: Entry) {
        let station = Station(of: entry)
        guard stations[station] != nil || stations.count < Self.mostStations else {
            omitted += 1
            return
        }
        let findings = engine?.read(entry) ?? []
        stations[station, default: StationReadiness(profile)].read(ReadEntry(entry), findings)
    }

    /// What is known by now, by site and identity.
    public func results() -> [ReadinessResult] {
        stations.sorted { $0.key < $1.key }.map { station, readiness in readiness.result(station, profile) }
    }

    /// What is to be said of a station without any entry.
    public func result(ofSilent station: Station) -> ReadinessResult {
        StationReadiness(profile).result(station, profile)
    }
}

/// One charging station on its way through the log.
private struct StationReadiness: Sendable {
    private var tests: [any RequirementObservation]
    private var first: Timestamp?
    private var last: Timestamp?
    private var count = 0
    private var boot: StationBoot?
    /// Whether something was recorded while everything was kept.
    private var sawDebug = false

    init(_ profile: ReadinessProfile) {
        tests = profile.requirements.map { Self.observation($0.test) }
    }

    mutating func read(_ read: ReadEntry, _ findings: [Finding]) {
        first = min(first ?? read.entry.datetime, read.entry.datetime)
        last = max(last ?? read.entry.datetime, read.entry.datetime)
        count += 1
        sawDebug = sawDebug || read.isDebug
        if let said = StationBoot(read.entry) { boot = said }
        for index in tests.indices { tests[index].look(at: read, findings) }
    }

    func result(_ station: Station, _ profile: ReadinessProfile) -> ReadinessResult {
        let results = zip(profile.requirements, tests).map { requirement, test in
            var verdict = test.verdict()
            if verdict.state == .notSeen, count > 0, !sawDebug, test.needsDebug {
                verdict = .init(
                    .notObservable,
                    "the level was never debug while this station was recorded, and such messages are kept at debug only"
                )
            }
            return RequirementResult(
                requirement: requirement, state: verdict.state, detail: verdict.detail,
                evidence: Array(verdict.evidence.prefix(RequirementResult.mostEvidence)))
        }
        var span: ClosedRange<Timestamp>?
        if let first, let last { span = first...last }
        return ReadinessResult(station: station, boot: boot, span: span, entries: count, results: results)
    }

    private static func observation(_ test: RequirementTest) -> any RequirementObservation {
        switch test {
        case .message(let message): MessageObservation(message)
        case .measurands(let groups, let every): MeasurandObservation(groups, every: every)
        case .settings(let keys): SettingsObservation(keys)
        case .version(let versions): VersionObservation(versions)
        case .statusAfterBoot(let seconds): StatusAfterBootObservation(within: seconds)
        case .noFinding(let codes): FindingObservation(codes)
        case .zeroLimitSuspends(let seconds): ZeroLimitObservation(within: seconds)
        }
    }
}
