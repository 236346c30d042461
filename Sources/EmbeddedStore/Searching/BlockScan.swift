import OCPP
import OCPPLog

/// Looks for hits in one sealed block: by its columns first, then in the texts of what is left, newest first.
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
    func find(_ newest: inout NewestHits, floor: Timestamp?) throws {
        guard let times = work.times else { return }
        var plan = plan
        let lone = try plan.loneText(facts).map { try BlockSearch(plan.texts[$0].text).candidates(in: reader) }
        if case .some(.none) = lone { return }
        let meta = try reader.meta()
        let least = max(floor?.microseconds ?? .min, newest.floor?.microseconds ?? .min)
        let wanted = max(times.lowerBound, least)...max(times.upperBound, least)
        func isWanted(_ row: Int) -> Bool {
            wanted.contains(meta.times[row]) && meta.times[row] <= times.upperBound
        }
        if case .some(.some(let found)) = lone {
            let answer = found.isExact ? PlanAnswer.all : .some
            let rows = found.rows.filter(isWanted)
            return try add(rows.map { Candidate(row: $0, time: meta.times[$0], answer: answer) }, meta, &newest)
        }
        var rows = meta.times.indices.filter(isWanted)
        guard !rows.isEmpty else { return }
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
        try add(zip(rows, answers).map { Candidate(row: $0, time: meta.times[$0], answer: $1) }, meta, &newest)
    }

    /// A row that may be a hit, or is one.
    private struct Candidate {
        var row: Int
        var time: Int64
        var answer: PlanAnswer
    }

    private func add(_ candidates: [Candidate], _ meta: BlockMeta, _ newest: inout NewestHits) throws {
        guard !candidates.isEmpty else { return }
        let sequences = try reader.sequences(ofRows: candidates.lazy.map(\.row))
        var open: [(Candidate, Hit)] = []
        // Where no entry has to be looked at, it is enough that most of the newest come first.
        let areDecided = candidates.allSatisfy { $0.answer == .all }
        for candidate in areDecided ? candidates.reversed() : candidates.sorted(by: { $0.time > $1.time }) {
            let datetime = Timestamp(microseconds: candidate.time)
            if let floor = newest.floor, datetime < floor {
                if areDecided { continue }
                break
            }
            let id = EntryID(origin: meta.peer(ofRow: candidate.row).origin, sequence: sequences[candidate.row])
            guard work.search.admits(datetime, id) else { continue }
            let hit = Hit(
                datetime: datetime, id: id, place: .sealed(file: file, reader.place, row: candidate.row), entry: nil)
            if candidate.answer == .all {
                newest.add(hit)
            } else {
                open.append((candidate, hit))
                if open.count >= Self.batch { try close(&open, &newest) }
            }
        }
        try close(&open, &newest)
    }

    /// Rebuilds entries and keeps those that match.
    private func close(_ open: inout [(Candidate, Hit)], _ newest: inout NewestHits) throws {
        guard !open.isEmpty else { return }
        try work.interruption.check()
        let entries = try reader.entries(at: open.map(\.0.row))
        for (entry, (_, hit)) in zip(entries, open) where work.matcher.matches(entry) {
            var hit = hit
            hit.entry = entry
            newest.add(hit)
        }
        open = []
    }
}
