import OCPP
import OCPPLog

/// Counts the entries of some files: whole segments by their rollups where that is exact, the rest row by row on several cores.
///
/// A count that meets a block that is gone throws ``BlockGone``: it begins again on what is there now. A block that is damaged
/// costs itself: its rows are not counted, it is noted, and the answer says how many entries it holds.
struct EmbeddedCounting<File: CountableFile>: Sendable {
    let files: [File]
    let tables: StoreTables
    /// At most so many tasks count rows.
    let width: Int
    /// Is told what is damaged.
    let note: DamageReport

    /// What is counted row by row: blocks of a segment, or a hot run.
    private struct Job: Sendable {
        var file: Int
        var segment: LoadedSegment?
        var blocks: Range<Int> = 0..<0
        var run: HotRun?
        var subjects: Subjects
    }

    /// So many blocks are one job.
    private static var blocksPerJob: Int { 8 }

    func histogram(_ selection: Selection, boundaries: [Timestamp]) async throws -> CountAnswer<[ToneCounts]> {
        let counts = try await counts(CountRequest(selection, boundaries: boundaries, tables))
        return CountAnswer(counts.tones, unreadable: counts.unreadable)
    }

    func facets(_ selection: Selection, fields: [Field], limit: Int) async throws -> CountAnswer<[Facet]> {
        let counts = try await counts(CountRequest(selection, fields: fields, tables))
        return CountAnswer(counts.facets(limit: limit), unreadable: counts.unreadable)
    }

    /// - Parameter queries: each asks of ``Shape`` only.
    func counts(_ selection: Selection, of queries: [Query]) async throws -> CountAnswer<[Int]> {
        let counts = try await counts(CountRequest(selection, conditions: queries, tables))
        return CountAnswer(counts.matching(), unreadable: counts.unreadable)
    }

    /// - Parameter queries: with what is known of boots.
    func counts(_ selection: Selection, of queries: [BootQuery]) async throws -> CountAnswer<[Int]> {
        let counts = try await counts(CountRequest(selection, boots: queries, tables))
        return CountAnswer(counts.matching(), unreadable: counts.unreadable)
    }

    private func counts(_ request: CountRequest) async throws -> Counts {
        let interruption = Interruption()
        return try await withTaskCancellationHandler {
            try await counts(request, interruption)
        } onCancel: {
            interruption.interrupt()
        }
    }

    private func counts(_ request: CountRequest, _ interruption: Interruption) async throws -> Counts {
        var counts = Counts(request)
        guard request.stretches.count > 0, !request.subjects.isEmpty else { return counts }
        let plan = QueryPlan(request.selection.query, sites: request.selection.sites, tables: tables)
        var jobs: [Job] = []
        for index in files.indices {
            let (counted, left) = try await countWholeSegments(index, request, plan, interruption)
            if let counted { counts.add(counted) }
            jobs += left
        }
        guard !jobs.isEmpty else { return counts }
        let queue = JobQueue(jobs)
        return try await withThrowingTaskGroup(of: Counts.self) { [counts] group in
            for _ in 0..<min(max(1, width), jobs.count) {
                group.addTask { try await work(queue, CountWorker(request, plan), interruption) }
            }
            let sum = try await group.reduce(into: counts) { $0.add($1) }
            if jobs.count * Self.blocksPerJob >= Allocation.manyBlocks { Allocation.giveBack() }
            return sum
        }
    }

    /// Counts what needs no look at rows, and says what is left.
    private func countWholeSegments(
        _ index: Int, _ request: CountRequest, _ plan: QueryPlan, _ interruption: Interruption
    ) async throws -> (Counts?, [Job]) {
        let file = files[index]
        var jobs: [Job] = []
        for run in file.runs where request.stretches.place(run.oldest.microseconds, run.newest.microseconds) != .nowhere
        {
            jobs.append(Job(file: index, run: run, subjects: request.subjects))
        }
        let segments = file.segments.filter {
            request.stretches.place($0.oldest.microseconds, $0.newest.microseconds) != .nowhere
        }
        guard !segments.isEmpty else { return (nil, jobs) }
        let (counted, left) = try await file.read { source in
            var plan = plan
            var rollups = RollupCount(request)
            let decompressor = try PartDecompressor()
            var left: [Job] = []
            for segment in segments {
                try interruption.check()
                let answer = plan.answer(segment)
                guard answer != .none else { continue }
                let subjects = try rollups.count(segment, isAll: answer == .all) { tables in
                    try rollup(of: segment, tables, source, decompressor)
                }
                guard !subjects.isEmpty else { continue }
                for first in stride(from: 0, to: segment.blocks, by: Self.blocksPerJob) {
                    let blocks = first..<min(first + Self.blocksPerJob, segment.blocks)
                    left.append(Job(file: index, segment: segment, blocks: blocks, subjects: subjects))
                }
            }
            return (rollups.counts, left)
        }
        return (counted, jobs + left)
    }

    /// Nil when there is none of use: then the rows are counted.
    private func rollup(
        of segment: LoadedSegment, _ tables: SegmentRollup.Tables, _ source: File.Source,
        _ decompressor: PartDecompressor
    ) throws -> SegmentRollup? {
        do {
            let rollup = try source.withRollup(of: segment.id) { stored in
                stored.isEmpty ? nil : try SegmentRollup(unpacking: stored, segment.facts, tables, decompressor)
            }
            guard let rollup else { throw BlockGone(place: BlockPlace(segment: segment.id, block: 0)) }
            return rollup
        } catch let error as StoreError where error.code == .corrupt {
            note(error, segment)
            return nil
        }
    }

    private func work(_ queue: JobQueue<Job>, _ worker: CountWorker, _ interruption: Interruption) async throws
        -> Counts
    {
        while let job = queue.next() {
            try interruption.check()
            if let run = job.run { try worker.count(run) }
            guard let segment = job.segment else { continue }
            try await files[job.file].read { source in
                let filters = try worker.filters(of: segment, source, note)
                let decompressor = try PartDecompressor()
                for block in job.blocks {
                    try interruption.check()
                    do {
                        try worker.count(block, of: segment, filters, job.subjects, source, decompressor)
                    } catch let error as StoreError where error.code == .corrupt {
                        note(error, segment)
                        worker.miss(block, of: segment)
                    }
                }
            }
        }
        return worker.counts
    }
}
