import OCPP
import OCPPLog

/// A walk over all entries that match: each batch is what comes behind the one before in the files of now, and what was
/// decoded for one batch is kept for the next.
///
/// Rows of a segment stand by charging station, so all its blocks are needed at any time of it. At most ``mostSegments`` are
/// open, about a megabyte a block; mostly it is one, since segments follow each other. Where more of them overlap, the walk
/// goes on by pages, which need no more memory for that.
struct StoreWalk {
    /// So many segments are open at once.
    static let mostSegments = 4
    /// A batch ends early when it needs so many blocks.
    private static let mostBlocks = 128
    /// No batch is larger, whatever is asked for.
    private static let largestBatch = 4_096

    private var search: Search
    private let tables: StoreTables
    /// For pages: those of a store are for searches.
    private let spares = SpareBlocks()
    private let plan: QueryPlan
    private let report: DamageReport
    private var opened: [ObjectIdentifier: WalkedSegment] = [:]
    private var cursor: Cursor?
    /// Entries that cannot be read.
    private(set) var unreadable = 0

    init(_ search: Search, tables: StoreTables, report: @escaping DamageReport) {
        self.search = search
        self.search.limit = min(max(1, search.limit), Self.largestBatch)
        self.search.budget = nil
        self.tables = tables
        self.report = report
        plan = QueryPlan(search.query, sites: search.sites, tables: tables)
    }

    /// The next entries; nil when there are no more.
    /// - Throws: `CancellationError`; ``BlockGone`` when the files have changed meanwhile: then it is asked again with those of
    ///   then. Errors of the files.
    mutating func batch(in files: [some SearchableFile]) async throws -> [Entry]? {
        while true {
            try Task.checkCancellation()
            let work = SearchWork(search, Interruption(), spares: spares, report: report)
            guard let times = work.times else { return nil }
            let units = SearchUnit.all(in: files, times, search.order)
            forgetAll(but: units)
            for segment in opened.values { segment.beginBatch() }
            guard let taken = try await take(units, files, work) else {
                // Too many segments overlap here.
                return try await page(files)
            }
            guard let last = taken.last else { return nil }
            let entries = try entries(taken, files)
            go(behind: last)
            for segment in opened.values { segment.endBatch() }
            if !entries.isEmpty { return entries }
        }
    }

    /// What was taken from a segment, or from a run of hot rows.
    private enum Taken {
        case row(WalkedSegment, WalkedSegment.Row)
        case hit(Hit)
    }

    /// What still has something to give: a segment, or hits of a run and which of them is next.
    private enum Source {
        case segment(WalkedSegment)
        case hits([Hit], next: Int)

        var isSegment: Bool {
            if case .segment = self { true } else { false }
        }
    }

    /// The next ones of all, merged; nil where more segments would be open than may be.
    private mutating func take(
        _ units: [SearchUnit], _ files: [some SearchableFile], _ work: SearchWork
    ) async throws -> [Taken]? {
        var taken: [Taken] = []
        var sources: [Source] = []
        var (next, blocks) = (0, 0)
        while taken.count < search.limit {
            let first = first(of: sources)
            if next < units.count, first == nil || rank(first) <= units[next].first {
                // What it holds may come first.
                if blocks >= Self.mostBlocks, !taken.isEmpty { break }
                if sources.count(where: \.isSegment) >= Self.mostSegments, !isOpen(units[next]) {
                    return taken.isEmpty ? nil : taken
                }
                try Task.checkCancellation()
                guard let source = try await source(units[next], files, work) else {
                    next += 1
                    continue
                }
                next += 1
                if case .segment(let segment) = source { blocks += segment.openBlocks }
                sources.append(source)
                continue
            }
            guard let first else { break }
            switch sources[first.source] {
            case .segment(let segment):
                guard let row = segment.head else { break }
                taken.append(.row(segment, row))
                segment.take()
                if segment.head == nil { sources.remove(at: first.source) }
            case .hits(let hits, let next):
                taken.append(.hit(hits[next]))
                if next + 1 < hits.count {
                    sources[first.source] = .hits(hits, next: next + 1)
                } else {
                    sources.remove(at: first.source)
                }
            }
        }
        return taken
    }

    /// Whether looking at a piece opens no segment.
    private func isOpen(_ unit: SearchUnit) -> Bool {
        guard case .segment(let segment) = unit.kind else { return true }
        return opened[ObjectIdentifier(segment)] != nil
    }

    /// The place of the source that comes first, with what it gives first.
    private func first(of sources: [Source]) -> (source: Int, datetime: Timestamp, id: EntryID)? {
        var first: (source: Int, datetime: Timestamp, id: EntryID)?
        for (index, source) in sources.enumerated() {
            let own: (Timestamp, EntryID)?
            switch source {
            case .segment(let segment):
                own = segment.head.map { (search.order.time(ofRank: $0.rank), $0.id) }
            case .hits(let hits, let next): own = (hits[next].datetime, hits[next].id)
            }
            guard let own else { continue }
            if let first, !search.order.isBefore(own, (first.datetime, first.id)) { continue }
            first = (index, own.0, own.1)
        }
        return first
    }

    private func rank(_ first: (source: Int, datetime: Timestamp, id: EntryID)?) -> Int64 {
        first.map { search.order.rank($0.datetime) } ?? .min
    }

    /// Nil for what has nothing, or nothing any more.
    private mutating func source(
        _ unit: SearchUnit, _ files: [some SearchableFile], _ work: SearchWork
    ) async throws -> Source? {
        var plan = plan
        switch unit.kind {
        case .run(let run, let place):
            guard plan.answer(run) != .none else { return nil }
            var scan = RunScan(work, plan)
            let findings = try scan.findings(in: run, (unit.file, place), floor: nil)
            return findings.hits.isEmpty ? nil : .hits(findings.hits, next: 0)
        case .segment(let segment):
            if let own = opened[ObjectIdentifier(segment)] {
                if let cursor { own.pass(to: cursor, search.order) }
                return own.head == nil ? nil : .segment(own)
            }
            guard plan.answer(segment) != .none else { return nil }
            let parts = try await files[unit.file].read { [plan] in try SegmentParts(work, plan, segment, $0) }
            let own = try WalkedSegment(work, plan, segment, parts)
            unreadable += own.unreadable
            opened[ObjectIdentifier(segment)] = own
            return own.head == nil ? nil : .segment(own)
        }
    }

    /// The entries of what was taken, those that match.
    private mutating func entries(_ taken: [Taken], _ files: [some SearchableFile]) throws -> [Entry] {
        var entries: [Entry?] = Array(repeating: nil, count: taken.count)
        var rows: [ObjectIdentifier: (segment: WalkedSegment, rows: [WalkedSegment.Row], places: [Int])] = [:]
        for (place, taken) in taken.enumerated() {
            switch taken {
            case .row(let segment, let row):
                rows[ObjectIdentifier(segment), default: (segment, [], [])].rows.append(row)
                rows[ObjectIdentifier(segment)]?.places.append(place)
            case .hit(let hit):
                entries[place] = hit.entry
                guard !hit.hasEntry, case .hot(let file, let run, let row) = hit.place else { continue }
                do {
                    entries[place] = try files[file].runs[run].entry(row)
                } catch {
                    report(error, nil)
                    unreadable += 1
                }
            }
        }
        for (segment, rows, places) in rows.values {
            let before = segment.unreadable
            try segment.forEachEntry(rows) { entries[places[$0]] = $1 }
            unreadable += segment.unreadable - before
        }
        var matching: [Entry] = []
        matching.reserveCapacity(entries.count)
        // Moved and not copied: entries are large.
        for index in entries.indices {
            if let entry = entries[index].take() { matching.append(entry) }
        }
        return matching
    }

    private mutating func page(_ files: [some SearchableFile]) async throws -> [Entry]? {
        let page = try await StoreSearch(
            search, files: files, tables: tables, spares: spares, cores: 1, elapsed: { .zero }, progress: { _ in },
            report: report
        ).page()
        unreadable += page.unreadable
        guard let last = page.entries.last else { return nil }
        go(behind: Cursor(after: last))
        return page.entries
    }

    private mutating func go(behind taken: Taken) {
        switch taken {
        case .row(_, let row): go(behind: Cursor(datetime: search.order.time(ofRank: row.rank), id: row.id))
        case .hit(let hit): go(behind: Cursor(datetime: hit.datetime, id: hit.id))
        }
    }

    private mutating func go(behind cursor: Cursor) {
        self.cursor = cursor
        search.after = cursor
    }

    /// What is behind the walk, or was dropped.
    private mutating func forgetAll(but units: [SearchUnit]) {
        guard !opened.isEmpty else { return }
        var kept: [ObjectIdentifier: WalkedSegment] = [:]
        for case .segment(let segment) in units.lazy.map(\.kind) {
            kept[ObjectIdentifier(segment)] = opened[ObjectIdentifier(segment)]
        }
        opened = kept
    }
}
