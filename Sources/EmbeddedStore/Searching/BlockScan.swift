import OCPP
import OCPPLog

/// Looks for hits in one sealed block: by its columns first, then in the texts of what is left, the first of the order first.
struct BlockScan {
    /// So many entries are rebuilt at a time.
    private static let batch = 32

    private let work: SearchWork
    private let plan: QueryPlan
    private let facts: SealedBlockFacts
    private let reader: BlockReader
    private let file: Int

    init(_ work: SearchWork, _ plan: QueryPlan, _ facts: SealedBlockFacts, _ reader: BlockReader, file: Int) {
        self.work = work
        self.plan = plan
        self.facts = facts
        self.reader = reader
        self.file = file
    }

    /// Adds the hits of the block.
    func find(_ hits: inout FirstHits, floor: Int64?) throws {
        guard let ranks = work.ranks else { return }
        let least = max(ranks.lowerBound, floor ?? .min, hits.floor ?? .min)
        guard least <= ranks.upperBound else { return }
        try add(candidates(least...ranks.upperBound), &hits)
    }

    /// The rows that are hits or may be, rising, of those with some ranks. Nothing is rebuilt.
    func candidates(_ ranks: ClosedRange<Int64>) throws -> [Candidate] {
        var plan = plan
        let lone = try plan.loneText(facts).map { try BlockSearch(plan.texts[$0].text).candidates(in: reader) }
        if case .some(.none) = lone { return [] }
        if case .id(let index) = plan.root, try !mayHold(plan.ids[index]) { return [] }
        let times = try reader.meta().times
        let order = work.search.order
        func isWanted(_ row: Int) -> Bool { ranks.contains(order.rank(times[row])) }
        if case .some(.some(let found)) = lone {
            let answer = found.isExact ? PlanAnswer.all : .some
            return found.rows.filter(isWanted).map { Candidate(row: $0, time: times[$0], answer: answer) }
        }
        var rows = times.indices.filter(isWanted)
        guard !rows.isEmpty else { return [] }
        var answers = Array(repeating: PlanAnswer.all, count: rows.count)
        if plan.root != .everything {
            for effort in [RowAnswers.Effort.meta, .texts] {
                var asked = try RowAnswers(plan, facts, reader, rows: rows)
                let all = try asked.answers(effort)
                answers = all.filter { $0 != .none }
                rows = zip(rows, all).filter { $1 != .none }.map(\.0)
                if rows.isEmpty || !answers.contains(.some) { break }
                try work.interruption.check()
            }
        }
        return zip(rows, answers).map { Candidate(row: $0, time: times[$0], answer: $1) }
    }

    /// Whether the block may have an entry with one of these ids; read from the part `uid` alone.
    private func mayHold(_ condition: IDCondition) throws -> Bool {
        guard condition.asksUniqueIDsOnly(facts) else { return true }
        return try condition.uniqueIDs(facts).contains { try !reader.uniqueIDRows(equal: $0).isEmpty }
    }

    /// A row that may be a hit, or is one.
    struct Candidate {
        var row: Int
        var time: Int64
        var answer: PlanAnswer
    }

    private func add(_ candidates: [Candidate], _ hits: inout FirstHits) throws {
        guard !candidates.isEmpty else { return }
        let meta = try reader.meta()
        let sequences = try reader.sequences(ofRows: candidates.lazy.map(\.row))
        var open: [(Candidate, Hit)] = []
        let order = work.search.order
        // Where no entry has to be looked at, it is enough that most of the first come first.
        let areDecided = candidates.allSatisfy { $0.answer == .all }
        for candidate in areDecided
            ? inTurn(candidates) : candidates.sorted(by: { order.rank($0.time) > order.rank($1.time) })
        {
            let datetime = Timestamp(microseconds: candidate.time)
            if let floor = hits.floor, order.rank(candidate.time) < floor {
                if areDecided { continue }
                break
            }
            let id = EntryID(origin: meta.peer(ofRow: candidate.row).origin, sequence: sequences[candidate.row])
            guard work.search.admits(datetime, id) else { continue }
            let hit = Hit(
                datetime: datetime, id: id, place: .sealed(file: file, reader.place, row: candidate.row))
            if candidate.answer == .all {
                hits.add(hit)
            } else {
                open.append((candidate, hit))
                if open.count >= Self.batch { try close(&open, &hits) }
            }
        }
        try close(&open, &hits)
    }

    /// Rows stand in the order of time within a site and charging station.
    private func inTurn(_ candidates: [Candidate]) -> [Candidate] {
        work.search.order == .newestFirst ? candidates.reversed() : candidates
    }

    /// Rebuilds entries and keeps those that match.
    private func close(_ open: inout [(Candidate, Hit)], _ hits: inout FirstHits) throws {
        guard !open.isEmpty else { return }
        try work.interruption.check()
        try reader.forEachEntry(at: open.map(\.0.row)) { index, entry in
            guard work.matcher.matches(entry) else { return }
            open[index].1.put(entry)
        }
        for (_, hit) in open where hit.hasEntry { hits.add(hit) }
        open = []
    }
}
