import OCPP
import OCPPLog

/// Is told of something that cannot be read, and of the segment that it lies in; nil is one of the hot rows in memory.
typealias DamageReport = @Sendable (StoreError, LoadedSegment?) -> Void

/// What every piece of a search is told.
struct SearchWork: Sendable {
    let search: Search
    let matcher: QueryMatcher
    let interruption: Interruption
    /// The times that entries of the page can have, in microseconds; nil when there are none.
    let times: ClosedRange<Int64>?
    /// The same as ranks.
    let ranks: ClosedRange<Int64>?
    let report: DamageReport
    /// Blocks that others have read before.
    let spares: SpareBlocks

    init(
        _ search: Search, _ interruption: Interruption, spares: SpareBlocks,
        report: @escaping DamageReport
    ) {
        self.search = search
        self.interruption = interruption
        self.report = report
        self.spares = spares
        matcher = QueryMatcher(search.query, sites: search.sites)
        times = Self.times(of: search)
        ranks = times.map(search.order.ranks)
    }

    private static func times(of search: Search) -> ClosedRange<Int64>? {
        var earliest = search.from?.microseconds ?? .min
        var latest = Int64.max
        if let to = search.to {
            guard to.microseconds > .min else { return nil }
            latest = to.microseconds - 1
        }
        // Where a cursor stands between two moments, that of its time is behind it: a search in pieces then never comes
        // twice to the same moment.
        if let after = search.after {
            let time = after.datetime.microseconds
            switch search.order {
            case .newestFirst: latest = min(latest, time - (after.isBetweenMoments && time > .min ? 1 : 0))
            case .oldestFirst: earliest = max(earliest, time + (after.isBetweenMoments && time < .max ? 1 : 0))
            }
        }
        return earliest <= latest ? earliest...latest : nil
    }
}

/// What a piece of a search gives back.
struct Findings: Sendable {
    var hits: [Hit] = []
    /// Entries that are in blocks that cannot be read.
    var unreadable = 0
    /// Blocks that were looked at.
    var blocks = 0
}
