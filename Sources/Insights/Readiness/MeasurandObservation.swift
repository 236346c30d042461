import OCPP
import OCPPLog

/// Watches what meter values hold, and how often they come while a transaction runs.
struct MeasurandObservation: RequirementObservation {
    private let groups: [[String]]
    private let every: Int?
    /// Measurands that were seen, with the last entry that had them.
    private var seen: [String: EntryID] = [:]
    private var messages = 0
    /// Seconds between meter values of a transaction, the shortest half of which tells the interval.
    private var gaps: [Int] = []
    private var lastTime: [String: Timestamp] = [:]

    private static let mostMeasurands = 64
    private static let mostGaps = 512
    private static let mostTransactions = 64

    init(_ groups: [[String]], every: Int?) {
        self.groups = groups
        self.every = every
    }

    let needsDebug = true

    mutating func look(at read: ReadEntry, _ findings: [Finding]) {
        guard read.action == .meterValues || read.action == .transactionEvent else { return }
        let samples = MeterReading.samples(in: read)
        guard !samples.isEmpty else { return }
        messages += 1
        for sample in samples where seen[sample.measurand] != nil || seen.count < Self.mostMeasurands {
            seen[sample.measurand] = read.entry.id
        }
        guard every != nil, let transaction = read.entry.transactionID else { return }
        if let last = lastTime[transaction], gaps.count < Self.mostGaps {
            let gap = read.entry.datetime.since(last).components.seconds
            if gap >= 0 { gaps.append(Int(gap)) }
        }
        if lastTime.count >= Self.mostTransactions { lastTime.removeAll() }
        lastTime[transaction] = read.entry.datetime
    }

    func verdict() -> RequirementVerdict {
        guard messages > 0 else { return RequirementVerdict(.notSeen, "no meter values were seen") }
        let wanted = groups.map { $0.joined(separator: " and ") }.joined(separator: ", or ")
        guard let group = groups.first(where: { $0.allSatisfy { seen[$0] != nil } }) else {
            return RequirementVerdict(
                .notSeen,
                "meter values came without \(wanted); they held \(seen.keys.sorted().joined(separator: ", "))",
                Array(seen.values))
        }
        let evidence = group.compactMap { seen[$0] }
        guard let every else {
            return RequirementVerdict(.passed, "meter values hold \(group.joined(separator: " and "))", evidence)
        }
        guard !gaps.isEmpty else {
            return RequirementVerdict(
                .notSeen, "no transaction had two meter values, so how often they come is not known", evidence)
        }
        let median = gaps.sorted()[gaps.count / 2]
        guard median <= every else {
            return RequirementVerdict(
                .error, "meter values come every \(median) s, at most \(every) s are wanted", evidence)
        }
        return RequirementVerdict(
            .passed, "meter values hold \(group.joined(separator: " and ")), every \(median) s", evidence)
    }
}
