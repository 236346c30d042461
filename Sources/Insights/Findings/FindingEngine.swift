import OCPP
public import OCPPLog

/// Shows entries to the rules, station by station: live traffic, a store, an import and a file alike.
///
/// It is streaming: where the input is cut changes nothing, and neither does the order in which stations follow one another.
public struct FindingEngine: Sendable {
    /// How much is remembered.
    public struct Limits: Sendable, Hashable {
        /// So many charging stations; of more, those that were silent for longest are forgotten.
        public var stations: Int

        /// Limits; 20,000 stations unless told otherwise.
        public init(stations: Int = 20_000) {
            self.stations = max(2, stations)
        }
    }

    /// Stations that were forgotten, since there were too many.
    public private(set) var forgotten = 0
    /// Findings that were counted and not kept, since their entry had too many.
    public private(set) var omitted = 0

    private let limits: Limits
    private let dispatch: RuleDispatch
    private var places: [Station: Int] = [:]
    private var watches: [StationWatch] = []
    /// Of all stations: many are of the same make.
    private var forms = SchemaForms()

    /// - Parameters:
    ///   - rules: those that are applied.
    ///   - limits: how much is remembered.
    public init(rules: [any FindingRule.Type] = FindingRules.all, limits: Limits = Limits()) {
        self.limits = limits
        dispatch = RuleDispatch(rules)
    }

    /// Shows an entry to the rules.
    /// - Returns: what they found in it, in the order of the rules.
    public mutating func read(_ entry: Entry) -> [Finding] {
        let place = place(of: Station(of: entry))
        let read = dispatch.checksPayloads ? ReadEntry(entry, checking: &forms) : ReadEntry(entry)
        let report = watches[place].read(read, dispatch)
        omitted += report.omitted
        return report.findings
    }

    private mutating func place(of station: Station) -> Int {
        if let place = places[station] { return place }
        if watches.count >= limits.stations { forgetSilent() }
        places[station] = watches.count
        watches.append(StationWatch(station, dispatch))
        return watches.count - 1
    }

    /// Forgets the half that was silent for longest: rarely, so that each entry costs little.
    private mutating func forgetSilent() {
        let kept = watches.sorted { $0.heard > $1.heard }.prefix(limits.stations / 2)
        forgotten += watches.count - kept.count
        watches = Array(kept)
        places = Dictionary(
            watches.enumerated().map { ($1.station, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// Which rules want to see what.
struct RuleDispatch: Sendable {
    let rules: [any FindingRule.Type]
    /// Whether one of them tells what schemas have against payloads.
    let checksPayloads: Bool
    private var byAction: [Action: Wanted] = [:]
    private let ofAnyAction: Wanted
    private let ofNoAction: [Int]

    /// The rules that want to see an entry, by whether it is plain.
    private struct Wanted: Sendable {
        var all: [Int]
        var plain: [Int]

        init(_ rules: [any FindingRule.Type], _ isWanted: (RuleAbout.Concern) -> Bool) {
            all = rules.indices.filter { rules[$0].about.concern == .unusual || isWanted(rules[$0].about.concern) }
            plain = rules.indices.filter { isWanted(rules[$0].about.concern) }
        }
    }

    init(_ rules: [any FindingRule.Type]) {
        self.rules = rules
        checksPayloads = rules.contains { $0 is SchemaViolationRule.Type }
        ofAnyAction = Wanted(rules) { $0 == .everything || $0 == .anyAction }
        ofNoAction = Wanted(rules) { $0 == .everything || $0 == .noAction }.all
        for rule in rules {
            guard case .actions(let actions) = rule.about.concern else { continue }
            for action in actions where byAction[action] == nil {
                byAction[action] = Wanted(rules) {
                    if case .actions(let wanted) = $0 {
                        wanted.contains(action)
                    } else {
                        $0 == .everything || $0 == .anyAction
                    }
                }
            }
        }
    }

    func rules(for read: ReadEntry) -> [Int] {
        guard let action = read.entry.action else { return ofNoAction }
        let wanted = byAction[action] ?? ofAnyAction
        return read.isPlain ? wanted.plain : wanted.all
    }
}

/// One charging station: its rules, and what is known of it.
struct StationWatch: Sendable {
    let station: Station
    /// The time of the last entry.
    private(set) var heard = Timestamp(microseconds: .min)
    private var memory = StationMemory()
    private var rules: [any FindingRule]

    init(_ station: Station, _ dispatch: RuleDispatch) {
        self.station = station
        rules = dispatch.rules.map { $0.init() }
    }

    mutating func read(_ read: ReadEntry, _ dispatch: RuleDispatch) -> FindingReport {
        var report = FindingReport()
        heard = max(heard, read.entry.datetime)
        for index in dispatch.rules(for: read) {
            rules[index].look(at: read, memory, &report)
        }
        memory.note(read)
        return report
    }
}
