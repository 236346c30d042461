import OCPP
import OCPPLog

/// How far a search has come: which pieces are done, what was found, what is next. Knows no files and no clock.
struct SearchCourse {
    private let units: [SearchUnit]
    private var plan: QueryPlan
    private let limit: Int
    private(set) var hits: FirstHits
    private(set) var unreadable = 0
    /// The next piece that nobody has begun.
    private var next = 0
    private var isDone: [Bool]
    /// All pieces before this one are done.
    private var frontierIndex = 0
    private var searched = 0
    private let total: Int
    /// What has happened since somebody was told.
    private var blocksSinceReport = 0
    private var entriesSinceReport = 0

    /// Somebody is told how far it has come after so many blocks, or after so many entries that were passed over.
    private static let blocksPerReport = 16
    private static let entriesPerReport = 4_000_000

    init(_ units: [SearchUnit], _ plan: QueryPlan, limit: Int, _ order: Search.Order = .newestFirst) {
        self.units = units
        self.plan = plan
        self.limit = limit
        hits = FirstHits(limit: limit, order)
        isDone = Array(repeating: false, count: units.count)
        total = units.reduce(0) { $0 + $1.count }
    }

    /// The plan, with what it has decided so far.
    var currentPlan: QueryPlan { plan }

    /// What is not searched yet has no higher rank; nil when all is searched.
    var frontier: Int64? { frontierIndex < units.count ? units[frontierIndex].first : nil }

    /// Whether some time is behind it: then a search that ends here can be gone on with.
    var hasCome: Bool {
        guard let first = units.first, let frontier else { return true }
        return frontier < first.first
    }

    /// Whether the page is full and nothing that is left stands before what is on it.
    var isComplete: Bool {
        guard let frontier else { return true }
        return hits.floor.map { frontier < $0 } ?? false
    }

    /// The next piece that has to be looked at; nil when none has to be begun.
    mutating func begin() -> (index: Int, unit: SearchUnit)? {
        while next < units.count {
            let index = next
            let unit = units[index]
            if let floor = hits.floor, unit.first < floor { return nil }
            next += 1
            let answer =
                switch unit.kind {
                case .run(let run, _): plan.answer(run)
                case .segment(let segment): plan.answer(segment)
                }
            if answer != .none { return (index, unit) }
            end(index, Findings())
        }
        return nil
    }

    /// A piece is done.
    mutating func end(_ index: Int, _ findings: Findings) {
        isDone[index] = true
        for hit in findings.hits { hits.add(hit) }
        unreadable += findings.unreadable
        searched += units[index].count
        blocksSinceReport += findings.blocks
        entriesSinceReport += units[index].count
        while frontierIndex < units.count, isDone[frontierIndex] { frontierIndex += 1 }
    }

    /// How far it has come, when it is time to tell.
    mutating func report(isLast: Bool) -> SearchProgress? {
        guard isLast || blocksSinceReport >= Self.blocksPerReport || entriesSinceReport >= Self.entriesPerReport
        else { return nil }
        blocksSinceReport = 0
        entriesSinceReport = 0
        let searchedTo = (frontier ?? units.last?.first).map(hits.order.time(ofRank:))
        return SearchProgress(
            searchedBackTo: frontierIndex > 0 ? searchedTo : nil, searched: searched, total: total, found: hits.count)
    }
}
