import OCPP
import OCPPLog

/// One search over the files of a store as they were at one moment.
///
/// It goes from the first pieces in the order of the search to later ones, on several cores when it takes longer, and ends when
/// no other piece can hold anything that stands before what it has. What a plan leaves is read and asked with ``QueryMatcher``.
struct StoreSearch<File: SearchableFile>: Sendable {
    /// Pieces of so much weight are looked at one by one, before others begin at the same time: most searches end there.
    private static var calmWeight: Int { 8 }

    let files: [File]
    let work: SearchWork
    private let tables: StoreTables
    private let cores: Int
    private let elapsed: @Sendable () -> Duration
    private let progress: @Sendable (SearchProgress) -> Void

    /// - Parameters:
    ///   - tables: those of the store, in which segments and runs are numbered.
    ///   - elapsed: the time since the search began.
    ///   - report: is told of each thing that cannot be read, from any thread.
    init(
        _ search: Search, files: [File], tables: StoreTables, cores: Int, elapsed: @escaping @Sendable () -> Duration,
        progress: @escaping @Sendable (SearchProgress) -> Void, report: @escaping @Sendable (StoreError) -> Void
    ) {
        self.files = files
        self.tables = tables
        self.cores = max(1, cores)
        self.elapsed = elapsed
        self.progress = progress
        work = SearchWork(search, Interruption(), report: report)
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
            if let last = course.report(isLast: true) { progress(last) }
            return page
        } onCancel: {
            interruption.interrupt()
        }
    }

    private func run(_ course: inout SearchCourse) async throws {
        try await withThrowingTaskGroup(of: (Int, Findings).self) { group in
            var running = 0
            var begun = 0
            while true {
                while running < (begun < Self.calmWeight ? 1 : cores), !isOver(course),
                    let (index, unit) = course.begin()
                {
                    let plan = course.currentPlan
                    let (floor, room) = (course.hits.floor, course.hits.room)
                    group.addTask { (index, try await findings(in: unit, plan, floor, room)) }
                    running += 1
                    begun += unit.weight
                }
                guard running > 0, let (index, findings) = try await group.next() else { return }
                running -= 1
                course.end(index, findings)
                if let told = course.report(isLast: false) { progress(told) }
            }
        }
    }

    /// Whether the time is up. It never is before the search has come a bit further than where it began.
    private func isOver(_ course: SearchCourse) -> Bool {
        guard let budget = work.search.budget, course.hasCome else { return false }
        return elapsed() >= budget
    }

    private func findings(
        in unit: SearchUnit, _ plan: QueryPlan, _ floor: Int64?, _ room: Int
    ) async throws -> Findings {
        switch unit.kind {
        case .run(let run, let place):
            var scan = RunScan(work, plan)
            return try scan.findings(in: run, (unit.file, place), floor: floor)
        case .segment(let segment):
            return try await files[unit.file].read { source in
                var scan = SegmentScan(work, plan, segment, file: unit.file)
                return try scan.findings(source, floor: floor, room: room)
            }
        }
    }
}
