import OCPP
import OCPPLog

/// Counts rows one by one: those of blocks by their part `meta`, those of hot runs by their numbers. Only what a text decides
/// is rebuilt.
struct RowCount {
    /// So many entries are rebuilt at a time.
    private static let batch = 256

    private let request: CountRequest
    private(set) var counts: Counts
    /// Copies, to look numbers up in; what they number beyond the request's own is not known there.
    private var shapes: ShapeTable
    private var names: NameTable
    private var plan: QueryPlan

    init(_ request: CountRequest, _ plan: QueryPlan) {
        self.plan = plan
        self.request = request
        counts = Counts(request)
        shapes = request.shapes
        names = request.names
    }

    /// Counts the rows of a block.
    /// - Parameter subjects: what is counted of them.
    mutating func count(_ reader: BlockReader, _ facts: SealedBlockFacts, _ subjects: Subjects) throws {
        let answer = plan.answer(plan.root, facts)
        guard answer != .none else { return }
        let meta = try reader.meta()
        // Nothing is counted before the texts are read: a damaged block is not counted in part.
        let found = try answer == .all ? counted(meta.times.indices, reader, facts) : matching(reader, facts)
        guard let rows = found, !rows.isEmpty else { return }
        if request.countsTones {
            let tones = try meta.shapes().map { ResultMark(of: $0.stub).tone }
            var last = 0
            for row in rows {
                guard let stretch = request.stretches.index(of: meta.times[row], near: last) else { continue }
                last = stretch
                counts.add(1, tones[meta.shapeOfRow(row)], stretch: stretch)
            }
        } else if subjects.contains(.boot) {
            try addBoots(rows, meta, reader)
        } else {
            let shapes = subjects.contains(.shape) ? try meta.shapes() : []
            var block = try BlockCounts(meta, subjects)
            var run = 0
            for row in rows {
                while meta.peers[run].rows.upperBound <= row { run += 1 }
                block.add(row, run: run)
            }
            add(block, subjects, meta, shapes)
        }
    }

    /// Those rows that are of times that are counted.
    private func counted(_ rows: some Sequence<Int>, _ reader: BlockReader, _ facts: SealedBlockFacts) throws -> [Int] {
        let (oldest, newest) = (facts.segment.facts.oldest[facts.block], facts.segment.facts.newest[facts.block])
        if case .one = request.stretches.place(oldest, newest) { return Array(rows) }
        let times = try reader.meta().times
        var last = 0
        return rows.filter { row in
            guard let stretch = request.stretches.index(of: times[row], near: last) else { return false }
            last = stretch
            return true
        }
    }

    /// Those rows that match, rising; nil for none.
    private mutating func matching(_ reader: BlockReader, _ facts: SealedBlockFacts) throws -> [Int]? {
        if let index = plan.loneText(facts) {
            guard let found = try BlockSearch(plan.texts[index].text).candidates(in: reader) else { return nil }
            let rows = try counted(found.rows, reader, facts)
            return found.isExact ? rows : Array(try rebuilt(rows, reader)).sorted()
        }
        var rows = Array(try reader.meta().times.indices)
        for effort in [RowAnswers.Effort.meta, .texts] where !rows.isEmpty {
            var asked = try RowAnswers(plan, facts, reader, rows: rows)
            let answers = try asked.answers(effort)
            let isDecided = !answers.contains(.some)
            if isDecided || effort == .meta {
                rows = zip(rows, answers).filter { $1 != .none }.map(\.0)
                // Times are asked last: of most queries few rows are left by then.
                if effort == .meta { rows = try counted(rows, reader, facts) }
                if isDecided { return rows }
                continue
            }
            let open = zip(rows, answers).filter { $1 == .some }.map(\.0)
            let matching = try rebuilt(open, reader)
            rows = zip(rows, answers).filter { $1 == .all || matching.contains($0) }.map(\.0)
        }
        return rows
    }

    /// Those rows whose entries match.
    private func rebuilt(_ rows: [Int], _ reader: BlockReader) throws -> Set<Int> {
        var matching: Set<Int> = []
        for first in stride(from: 0, to: rows.count, by: Self.batch) {
            let part = rows[first..<min(first + Self.batch, rows.count)]
            for (row, entry) in zip(part, try reader.entries(at: part)) where request.matcher.matches(entry) {
                matching.insert(row)
            }
        }
        return matching
    }

    /// Notes entries that could not be looked at.
    mutating func miss(_ entries: Int) {
        counts.miss(entries)
    }

    /// Counts the rows of a hot run. A row that cannot be read costs itself.
    mutating func count(_ run: HotRun) throws {
        let whole = plan.answer(run)
        guard whole != .none else { return }
        let subjects = request.subjects
        let isKnown = subjects.isDisjoint(with: [.values, .boot])
        for row in 0..<run.count {
            guard let stretch = request.stretches.index(of: run.times[row]) else { continue }
            let answer = whole == .all ? .all : plan.answer(run, row: row)
            guard answer != .none else { continue }
            if answer == .all, isKnown, let shape = known(shape: run.shapes[row]),
                let peer = known(peer: run.peers[row])
            {
                if subjects.contains(.shape) { counts.add(1, shape: shape, stretch: stretch) }
                if subjects.contains(.site) { counts.add(1, siteOf: peer) }
                if subjects.contains(.charger) { counts.add(1, chargerOf: peer) }
                continue
            }
            do throws(StoreError) {
                let entry = try run.entry(row)
                if answer == .all || request.matcher.matches(entry) { add(entry, stretch: stretch) }
            } catch {
                guard error.code == .corrupt else { throw error }
                counts.miss(1)
            }
        }
    }

    private mutating func add(_ entry: Entry, stretch: Int) {
        if request.countsTones { counts.add(1, ResultMark(of: entry).tone, stretch: stretch) }
        for subject in [Subjects.shape, .site, .charger, .tag, .transaction, .boot] {
            counts.add(1, subject, like: entry)
        }
    }

    /// Adds rows to the conditions that boots decide, station by station: between two boots all entries of one are alike.
    private mutating func addBoots(_ rows: [Int], _ meta: BlockMeta, _ reader: BlockReader) throws {
        var run = 0
        var rest = rows[...]
        while let first = rest.first {
            while meta.peers[run].rows.upperBound <= first { run += 1 }
            let part = rest.prefix { $0 < meta.peers[run].rows.upperBound }
            rest = rest.dropFirst(part.count)
            let times = part.map { meta.times[$0] }
            guard let oldest = times.min(), let newest = times.max() else { continue }
            let peer = meta.peers[run]
            for (index, condition) in request.boots.enumerated() {
                switch condition.answer(peer.site, peer.charger, oldest...newest) {
                case .none: continue
                case .all: counts.add(part.count, condition: index)
                case .some:
                    let runs = Array(repeating: Int32(truncatingIfNeeded: run), count: part.count)
                    let answers = condition.answers(Array(part), runs: runs, meta)
                    let open = zip(part, answers).filter { $1 == .some }.map(\.0)
                    let matching = try reader.entries(at: open[...]).count { request.conditions[index].matches($0) }
                    counts.add(answers.count { $0 == .all } + matching, condition: index)
                }
            }
        }
    }

    private mutating func add(
        _ block: BlockCounts, _ subjects: Subjects, _ meta: BlockMeta, _ blockShapes: [Shape]
    ) {
        for (index, count) in block.shapes.enumerated() where count > 0 {
            if let number = known(shape: shapes.number(of: blockShapes[index])) {
                counts.add(count, shape: number, stretch: 0)
            } else {
                counts.add(count, .shape, like: blockShapes[index].stub)
            }
        }
        for (run, count) in block.runs.enumerated() where count > 0 {
            let peer = meta.peers[run]
            let number = known(peer: names.peer(peer.site, peer.charger))
            let stub = Entry.stub(peer.site, peer.charger)
            if subjects.contains(.site) {
                if let number { counts.add(count, siteOf: number) } else { counts.add(count, .site, like: stub) }
            }
            if subjects.contains(.charger) {
                if let number { counts.add(count, chargerOf: number) } else { counts.add(count, .charger, like: stub) }
            }
        }
        var stub = Entry.stub(SiteID(""), ChargerID(""))
        for (text, count) in block.countedTags {
            stub.idTag = text
            counts.add(count, .tag, like: stub)
        }
        for (text, count) in block.countedTransactions {
            stub.transactionID = text
            counts.add(count, .transaction, like: stub)
        }
    }

    private func known(shape number: Int32) -> Int32? {
        number > 0 && Int(number) < request.shapes.count ? number : nil
    }

    private func known(peer number: Int32) -> Int32? {
        number > 0 && Int(number) < request.names.count ? number : nil
    }
}
