import OCPP
import OCPPLog

/// What is known of rows of one block: for each row whether it matches a query, as far as the block's columns say.
struct RowAnswers {
    /// How much of a block is read to know more.
    enum Effort {
        /// Only `meta`.
        case meta
        /// Also `uid` and `text`, where conditions ask for them.
        case texts
    }

    private let facts: SealedBlockFacts
    private let reader: BlockReader
    private let meta: BlockMeta
    private var plan: QueryPlan
    /// Rising.
    private let rows: [Int]
    private let runs: [Int32]

    /// - Parameter rows: those that are asked about, rising.
    init(_ plan: QueryPlan, _ facts: SealedBlockFacts, _ reader: BlockReader, rows: [Int]) throws {
        self.plan = plan
        self.facts = facts
        self.reader = reader
        self.rows = rows
        meta = try reader.meta()
        var run = 0
        var runs: [Int32] = []
        runs.reserveCapacity(rows.count)
        for row in rows {
            while meta.peers[run].rows.upperBound <= row { run += 1 }
            runs.append(Int32(truncatingIfNeeded: run))
        }
        self.runs = runs
    }

    /// The answer for each of the rows.
    mutating func answers(_ effort: Effort) throws -> [PlanAnswer] {
        try answers(plan.root, effort)
    }

    private mutating func answers(_ node: PlanNode, _ effort: Effort) throws -> [PlanAnswer] {
        // What holds for the whole block needs no look at its rows.
        let whole = plan.answer(node, facts)
        guard whole == .some else { return Array(repeating: whole, count: rows.count) }
        switch node {
        case .everything: return Array(repeating: .all, count: rows.count)
        case .open: return Array(repeating: .some, count: rows.count)
        case .and(let parts):
            var joined = Array(repeating: PlanAnswer.all, count: rows.count)
            for part in parts { Self.join(&joined, try answers(part, effort)) { min($0, $1) } }
            return joined
        case .or(let parts):
            var joined = Array(repeating: PlanAnswer.none, count: rows.count)
            for part in parts { Self.join(&joined, try answers(part, effort)) { max($0, $1) } }
            return joined
        case .not(let part): return try answers(part, effort).map(\.negated)
        case .shape(let index): return try byShape(plan.shapeConditions[index])
        case .peer(let index): return byPeer(plan.peerConditions[index])
        case .tag(let index):
            let matcher = plan.tags[index].matcher
            return byText(try meta.tags()) { tag in
                var stub = Entry.nothing
                stub.idTag = tag
                return matcher.matches(stub)
            }
        case .transaction(let index):
            let matcher = plan.transactions[index].matcher
            return byText(try meta.transactions()) { transaction in
                var stub = Entry.nothing
                stub.transactionID = transaction
                return matcher.matches(stub)
            }
        case .id(let index):
            if effort == .meta { return Array(repeating: .some, count: rows.count) }
            return try byID(plan.ids[index])
        case .text(let index): return try byText(index, effort)
        case .boot(let index): return plan.boots[index].answers(rows, runs: runs, meta)
        case .latency(let index): return try plan.latencies[index].answers(rows, meta)
        }
    }

    private static func join(
        _ joined: inout [PlanAnswer], _ more: [PlanAnswer], _ join: (PlanAnswer, PlanAnswer) -> PlanAnswer
    ) {
        for index in joined.indices { joined[index] = join(joined[index], more[index]) }
    }

    private func byShape(_ condition: NumberedCondition) throws -> [PlanAnswer] {
        var answers: [PlanAnswer?] = Array(repeating: nil, count: meta.shapeCount)
        return try rows.map { row in
            let shape = meta.shapeOfRow(row)
            if let known = answers[shape] { return known }
            let answer = condition.answer(try meta.shape(shape).stub)
            answers[shape] = answer
            return answer
        }
    }

    private func byPeer(_ condition: NumberedCondition) -> [PlanAnswer] {
        var answers: [PlanAnswer?] = Array(repeating: nil, count: meta.peers.count)
        return runs.map { run in
            if let known = answers[Int(run)] { return known }
            let peer = meta.peers[Int(run)]
            let answer = condition.answer(.stub(peer.site, peer.charger))
            answers[Int(run)] = answer
            return answer
        }
    }

    private func byText(_ column: BlockMeta.TextColumn, _ matches: (String) -> Bool) -> [PlanAnswer] {
        var answers: [PlanAnswer?] = Array(repeating: nil, count: column.texts.count)
        return rows.map { row in
            let code = Int(column.codes[row])
            guard code >= 0 else { return .none }
            if let known = answers[code] { return known }
            let answer: PlanAnswer = matches(column.texts[code]) ? .all : .none
            answers[code] = answer
            return answer
        }
    }

    /// What is neither an id of an entry nor a whole unique id is asked of each row.
    private func byID(_ condition: IDCondition) throws -> [PlanAnswer] {
        let isPattern = condition.values.contains(.pattern)
        var found: Set<Int> = []
        for text in condition.uniqueIDs(facts) { found.formUnion(try reader.uniqueIDRows(equal: text)) }
        guard isPattern || condition.mayHoldEntryID(facts) else {
            return rows.map { found.contains($0) ? .all : .none }
        }
        let sequences = try reader.sequences()
        var answers: [PlanAnswer] = []
        for (index, row) in rows.enumerated() {
            let id = EntryID(origin: meta.peers[Int(runs[index])].origin, sequence: sequences[row])
            var answer: PlanAnswer = condition.names(id) || found.contains(row) ? .all : .none
            if answer == .none, isPattern {
                var stub = Entry.nothing
                stub.id = id
                stub.uniqueID = try reader.uniqueID(ofRow: row)
                answer = condition.matcher.matches(stub) ? .all : .none
            }
            answers.append(answer)
        }
        return answers
    }

    private mutating func byText(_ index: Int, _ effort: Effort) throws -> [PlanAnswer] {
        let text = plan.texts[index]
        var joined = Array(repeating: PlanAnswer.none, count: rows.count)
        if facts.mayHold(text.grams) {
            joined = Array(repeating: .some, count: rows.count)
            if effort == .texts {
                let found = try BlockSearch(text.text).candidates(in: reader)
                let hit = found?.isExact == true ? PlanAnswer.all : .some
                joined = rows.map { found?.rows.contains($0) ?? false ? hit : .none }
            }
        }
        Self.join(&joined, try byShape(plan.shapeConditions[text.shape])) { max($0, $1) }
        Self.join(&joined, byPeer(plan.peerConditions[text.peer])) { max($0, $1) }
        return joined
    }
}

extension Entry {
    /// An entry of which nothing is known.
    fileprivate static let nothing = Entry.stub(SiteID(""), ChargerID(""))
}
