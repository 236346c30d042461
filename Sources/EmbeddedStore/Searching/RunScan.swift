import OCPP
import OCPPLog

/// Looks for hits in a run of hot rows.
struct RunScan {
    private let work: SearchWork
    private var plan: QueryPlan
    private var hits: FirstHits

    init(_ work: SearchWork, _ plan: QueryPlan) {
        self.work = work
        self.plan = plan
        hits = FirstHits(limit: work.search.limit, work.search.order)
    }

    /// - Parameter floor: what has a lower rank is not wanted.
    mutating func findings(in run: HotRun, _ place: (file: Int, run: Int), floor: Int64?) throws -> Findings {
        var findings = Findings()
        guard let ranks = work.ranks else { return findings }
        let order = work.search.order
        let least = max(ranks.lowerBound, floor ?? .min)
        try work.interruption.check()
        for index in run.times.indices {
            // Rows are written in the order of recording: the last are mostly the newest.
            let row = order == .newestFirst ? run.times.count - 1 - index : index
            let time = run.times[row]
            let rank = order.rank(time)
            guard least <= rank, rank <= ranks.upperBound, rank >= hits.floor ?? .min else { continue }
            let id = run.ids[row]
            let datetime = Timestamp(microseconds: time)
            guard work.search.admits(datetime, id) else { continue }
            var hit = Hit(
                datetime: datetime, id: id, place: .hot(file: place.file, run: place.run, row: row))
            switch plan.answer(run, row: row) {
            case .none: continue
            case .all: break
            case .some:
                do {
                    let entry = try run.entry(row)
                    guard work.matcher.matches(entry) else { continue }
                    hit.put(entry)
                } catch {
                    work.report(error, nil)
                    findings.unreadable += 1
                    continue
                }
            }
            hits.add(hit)
        }
        findings.hits = hits.sorted()
        return findings
    }
}

extension QueryPlan {
    /// What one row of a run can hold.
    mutating func answer(_ run: HotRun, row: Int) -> PlanAnswer {
        if case .everything = root { return .all }
        return answer(root, RunRow(run: run, row: row, sought: uniqueIDs))
    }
}

/// One row of a run of hot rows, before its record is read.
private struct RunRow: PlanFacts {
    let run: HotRun
    let row: Int
    let sought: [UInt64]

    var contents: SegmentFacts.Contents { run.contents }
    var transactions: ClosedRange<Int64>? { run.transactions }
    func mayHold(_ probe: GramProbe) -> Bool { run.mayHold(probe) }
    func mayHoldUniqueID(_ probe: Int) -> Bool { run.facts.uniqueIDs[row] == sought[probe] }
    func mayHold(_ id: EntryID) -> Bool { run.ids[row] == id }
    func mayHold(anyOf ids: EntryIDs) -> Bool { ids.contains(run.ids[row]) }
    func areNumbered(below names: Int, _ shapes: Int) -> Bool { false }
    func join(shapes answer: (Int32) -> PlanAnswer) -> PlanAnswer { answer(run.shapes[row]) }
    func join(peers answer: (Int32) -> PlanAnswer) -> PlanAnswer { answer(run.peers[row]) }
}
