import OCPP
import OCPPLog

/// How far a search has come: which pieces are done, what was found, what is next. Knows no files and no clock.
struct SearchCourse {
    private let units: [SearchUnit]
    private var plan: QueryPlan
    private let limit: Int
    private(set) var hits: FirstHits
    private(set) var unreadable = 0
    /// How many blocks were looked at.
    private(set) var blocks = 0
    /// The next piece that nobody has begun.
    private var next = 0
    private var isDone: [Bool]
    /// Pieces that were begun and given back, rising.
    private var givenBack: [Int] = []
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

    /// The next pieces that have to be looked at: a run of hot rows, or up to `most` segments of one file; empty when none has
    /// to be begun.
    mutating func begin(most: Int) -> [(index: Int, unit: SearchUnit)] {
        var begun: [(index: Int, unit: SearchUnit)] = []
        while begun.count < most, let index = givenBack.first ?? (next < units.count ? next : nil) {
            let unit = units[index]
            if let floor = hits.floor, unit.first < floor { break }
            if let last = begun.last?.unit, last.file != unit.file || last.isRun || unit.isRun { break }
            if givenBack.first == index {
                givenBack.removeFirst()
                begun.append((index, unit))
                continue
            }
            next += 1
            let answer =
                switch unit.kind {
                case .run(let run, _): plan.answer(run)
                case .segment(let segment): plan.answer(segment)
                }
            if answer == .none { end(index, Findings()) } else { begun.append((index, unit)) }
        }
        return begun
    }

    /// Pieces that were begun were not looked at: they come next.
    mutating func giveBack(_ indices: [Int]) {
        givenBack = (givenBack + indices).sorted()
    }

    /// A piece is done.
    mutating func end(_ index: Int, _ findings: Findings) {
        isDone[index] = true
        for hit in findings.hits { hits.add(hit) }
        unreadable += findings.unreadable
        searched += units[index].count
        blocks += findings.blocks
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
