import OCPP
import OCPPLog
import Synchronization

/// Counts for one task, in one place while its reads come and go.
final class CountWorker: Sendable {
    private let request: CountRequest
    private let plan: QueryPlan
    private let rows: Mutex<RowCount>

    init(_ request: CountRequest, _ plan: QueryPlan) {
        self.request = request
        self.plan = plan
        rows = Mutex(RowCount(request, plan))
    }

    var counts: Counts { rows.withLock(\.counts) }

    func count(_ run: HotRun) throws {
        try rows.withLock { try $0.count(run) }
    }

    /// Notes that a damaged block was not counted.
    func miss(_ block: Int, of segment: LoadedSegment) {
        rows.withLock { $0.miss(Int(segment.facts.counts[block])) }
    }

    /// Damaged filters rule nothing out.
    func filters(
        of segment: LoadedSegment, _ source: some FilterSource, _ note: DamageReport
    ) throws -> ReadFilters {
        do {
            return try ReadFilters(plan, segment, source)
        } catch let error as StoreError where error.code == .corrupt {
            note(error, segment)
            return ReadFilters()
        }
    }

    func count(
        _ block: Int, of segment: LoadedSegment, _ filters: ReadFilters, _ subjects: Subjects,
        _ source: some BlockSource, _ decompressor: PartDecompressor
    ) throws {
        guard mayHold(subjects, segment, block) else { return }
        let facts = SealedBlockFacts(segment: segment, block: block, filters: filters)
        let reader = BlockReader(BlockPlace(segment: segment.id, block: block), source, decompressor)
        try rows.withLock { try $0.count(reader, facts, subjects) }
    }

    /// Whether a block can have anything that is counted.
    private func mayHold(_ subjects: Subjects, _ segment: LoadedSegment, _ block: Int) -> Bool {
        let facts = segment.facts
        guard request.stretches.place(facts.oldest[block], facts.newest[block]) != .nowhere else { return false }
        if !subjects.isSubset(of: .values) { return true }
        let transactions: SegmentFacts.Contents = [.numericTransactions, .otherTransactions]
        return subjects.contains(.tag) && facts.contents[block].contains(.tags)
            || subjects.contains(.transaction) && !facts.contents[block].isDisjoint(with: transactions)
    }
}
