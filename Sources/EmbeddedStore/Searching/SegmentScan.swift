import OCPP
import OCPPLog

/// Looks for hits in the blocks of one segment that a plan leaves.
struct SegmentScan {
    private let work: SearchWork
    private var plan: QueryPlan
    private let segment: LoadedSegment
    private let file: Int

    init(_ work: SearchWork, _ plan: QueryPlan, _ segment: LoadedSegment, file: Int) {
        self.work = work
        self.plan = plan
        self.segment = segment
        self.file = file
    }

    /// - Parameters:
    ///   - floor: what has a lower rank is not wanted.
    ///   - room: so many entries are rebuilt at once, since they will most likely be printed.
    /// - Throws: `CancellationError`, ``BlockGone``, and errors of the file; damaged blocks are counted.
    mutating func findings(
        _ source: some BlockSource & FilterSource, floor: Int64?, room: Int
    ) throws -> Findings {
        var findings = Findings()
        var hits = FirstHits(limit: work.search.limit, work.search.order)
        var blocks = candidates(ReadFilters())
        guard !blocks.isEmpty else { return findings }
        let filters = try filters(source)
        blocks = candidates(filters)
        let decompressor = try PartDecompressor()
        // Kept until the hits are rebuilt: their columns are not decoded twice.
        var readers: [BlockPlace: BlockReader] = [:]
        for block in blocks {
            try work.interruption.check()
            if firstRank(of: block) < max(floor ?? .min, hits.floor ?? .min) { break }
            let place = BlockPlace(segment: segment.id, block: block)
            let facts = SealedBlockFacts(segment: segment, block: block, filters: filters)
            let reader = work.spares.reader(of: segment, block: block, source, decompressor)
            let scan = BlockScan(work, plan, facts, reader, file: file)
            findings.blocks += 1
            var found = hits
            do {
                try scan.find(&found, floor: floor)
                if found.added > hits.added {
                    readers[place] = reader
                } else if reader.hasRested {
                    work.spares.keep(reader, of: segment)
                }
                hits = found
            } catch let error as StoreError where error.code == .corrupt {
                // It costs itself and nothing else.
                work.report(error, segment)
                findings.unreadable += Int(segment.facts.counts[block])
            }
        }
        findings.hits = hits.sorted()
        let damaged = try rebuild(&findings, room: room, readers)
        // One that broke off may have read half of a column: it is not asked again.
        for (place, reader) in readers where !damaged.contains(place) { work.spares.keep(reader, of: segment) }
        return findings
    }

    /// Reads the entries of the first hits; those that cannot be read are no hits.
    /// - Returns: the blocks that turned out to be damaged.
    private func rebuild(
        _ findings: inout Findings, room: Int, _ readers: [BlockPlace: BlockReader]
    ) throws -> Set<BlockPlace> {
        var rows: [BlockPlace: [(hit: Int, row: Int)]] = [:]
        for (index, hit) in findings.hits.prefix(room).enumerated() where !hit.hasEntry {
            guard case .sealed(_, let place, let row) = hit.place else { continue }
            rows[place, default: []].append((index, row))
        }
        var lost: Set<Int> = []
        var damaged: Set<BlockPlace> = []
        for (place, rows) in rows {
            guard let reader = readers[place] else { continue }
            try work.interruption.check()
            do {
                try reader.forEachEntry(at: rows.map(\.row)) { findings.hits[rows[$0].hit].put($1) }
            } catch let error as StoreError where error.code == .corrupt {
                work.report(error, segment)
                lost.formUnion(rows.map(\.hit))
                damaged.insert(place)
            }
        }
        guard !lost.isEmpty else { return damaged }
        findings.unreadable += lost.count
        findings.hits = findings.hits.enumerated().filter { !lost.contains($0.offset) }.map(\.element)
        return damaged
    }

    /// The blocks that are not ruled out, in the order of the search.
    mutating func candidates(_ filters: ReadFilters) -> [Int] {
        guard let times = work.times else { return [] }
        var candidates: [Int] = []
        for block in 0..<segment.blocks
        where segment.facts.oldest[block] <= times.upperBound && segment.facts.newest[block] >= times.lowerBound {
            if plan.answer(segment, block: block, filters) != .none { candidates.append(block) }
        }
        return candidates.sorted { firstRank(of: $0) > firstRank(of: $1) }
    }

    /// No entry of a block has a higher rank.
    private func firstRank(of block: Int) -> Int64 {
        work.search.order.ranks(of: segment.facts.oldest[block]...segment.facts.newest[block]).upperBound
    }

    /// Damaged filters rule nothing out.
    func filters(_ source: some FilterSource) throws -> ReadFilters {
        do {
            return try ReadFilters(plan, segment, source)
        } catch let error as StoreError where error.code == .corrupt {
            work.report(error, segment)
            return ReadFilters()
        }
    }
}
