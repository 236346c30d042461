import OCPP
import OCPPLog

/// One search over the files of a store as they were at one moment.
///
/// It goes from the first pieces in the order of the search to later ones, on several cores when it takes longer, and ends when
/// no other piece can hold anything that stands before what it has. What a plan leaves is read and asked with ``QueryMatcher``.
struct StoreSearch<File: SearchableFile>: Sendable {
    /// Pieces of so much weight are looked at one by one, before others begin at the same time: most searches end there.
    private static var calmWeight: Int { 8 }
    /// Then so many segments are read one after the other over one connection, in one transaction, …
    private static var segmentsPerRead: Int { 32 }
    /// … until so many blocks were looked at: others may be waiting for work.
    private static var blocksPerRead: Int { 16 }

    let files: [File]
    let work: SearchWork
    private let tables: StoreTables
    private let cores: Int
    private let elapsed: @Sendable () -> Duration
    private let progress: @Sendable (SearchProgress) -> Void

    /// - Parameters:
    ///   - tables: those of the store, in which segments and runs are numbered.
    ///   - spares: blocks that others have read before.
    ///   - elapsed: the time since the search began.
    ///   - report: is told of each thing that cannot be read, from any thread.
    init(
        _ search: Search, files: [File], tables: StoreTables, spares: SpareBlocks, cores: Int,
        elapsed: @escaping @Sendable () -> Duration, progress: @escaping @Sendable (SearchProgress) -> Void,
        report: @escaping DamageReport
    ) {
        self.files = files
        self.tables = tables
        self.cores = max(1, cores)
        self.elapsed = elapsed
        self.progress = progress
        work = SearchWork(search, Interruption(), spares: spares, report: report)
    }

    /// Up to `limit` entries that match, in the order of the search.
    /// - Throws: `CancellationError`; ``BlockGone`` when the files have changed meanwhile, and errors of the files.
    func page() async throws -> Page {
        guard let times = work.times else { return Page(entries: [], next: nil) }
        let plan = QueryPlan(work.search.query, sites: work.search.sites, tables: tables)
        let interruption = work.interruption
        return try await withTaskCancellationHandler {
            let order = work.search.order
            var course = SearchCourse(
                SearchUnit.all(in: files, times, order), plan, limit: work.search.limit, order)
            try await run(&course)
            try Task.checkCancellation()
            let page = try await page(of: course)
            if course.blocks >= Allocation.manyBlocks { Allocation.giveBack() }
            if let last = course.report(isLast: true) { progress(last) }
            return page
        } onCancel: {
            interruption.interrupt()
        }
    }

    private func run(_ course: inout SearchCourse) async throws {
        try await withThrowingTaskGroup(of: Part.self) { group in
            var running = 0
            var begun = 0
            while true {
                let isCalm = begun < Self.calmWeight
                while running < (isCalm ? 1 : cores), !isOver(course) {
                    let units = course.begin(most: isCalm ? 1 : Self.segmentsPerRead)
                    if units.isEmpty { break }
                    let plan = course.currentPlan
                    let (floor, room) = (course.hits.floor, course.hits.room)
                    group.addTask { try await part(of: units, plan, floor, room) }
                    running += 1
                    begun += units.reduce(0) { $0 + $1.unit.weight }
                }
                guard running > 0, let part = try await group.next() else { return }
                running -= 1
                for (index, findings) in part.done { course.end(index, findings) }
                course.giveBack(part.left)
                if let told = course.report(isLast: false) { progress(told) }
            }
        }
    }

    /// Whether the time is up. It never is before the search has come a bit further than where it began.
    private func isOver(_ course: SearchCourse) -> Bool {
        course.hasCome && isTimeUp
    }

    private var isTimeUp: Bool { work.search.budget.map { elapsed() >= $0 } ?? false }

    /// What was done of some pieces, and what is left of them.
    private struct Part: Sendable {
        var done: [(index: Int, findings: Findings)] = []
        var left: [Int] = []
    }

    private func part(
        of units: [(index: Int, unit: SearchUnit)], _ plan: QueryPlan, _ floor: Int64?, _ room: Int
    ) async throws -> Part {
        guard let first = units.first else { return Part() }
        if case .run(let run, let place) = first.unit.kind {
            var scan = RunScan(work, plan)
            let findings = try scan.findings(in: run, (first.unit.file, place), floor: floor)
            return Part(done: [(first.index, findings)])
        }
        return try await files[first.unit.file].read { source in
            var part = Part()
            var own = FirstHits(limit: work.search.limit, work.search.order)
            var blocks = 0
            for (index, unit) in units {
                guard case .segment(let segment) = unit.kind else { continue }
                let least = [floor, own.floor].compactMap(\.self).max()
                // The first one is looked at whatever it costs: so a search always comes further.
                let isEnough = index != first.index && (blocks >= Self.blocksPerRead || isTimeUp)
                if isEnough || least.map({ unit.first < $0 }) ?? false {
                    part.left.append(index)
                    continue
                }
                var scan = SegmentScan(work, plan, segment, file: unit.file)
                let findings = try scan.findings(source, floor: least, room: max(0, room - own.count))
                for hit in findings.hits { own.add(hit) }
                blocks += findings.blocks
                part.done.append((index, findings))
            }
            return part
        }
    }
}
