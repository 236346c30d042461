import GRDB
import OCPP
import OCPPLog

/// One search over a view: looks at the hot rows, then at the segments with the newest times first, and ends when no other
/// can hold anything newer than what it has.
struct PlainSearch {
    /// No page is larger, whatever is asked for.
    private static let largestPage = 1 << 24

    private let search: Search
    private let matcher: QueryMatcher
    private var newest: NewestEntries
    private var unreadable = 0

    init(_ search: Search) {
        self.search = search
        matcher = QueryMatcher(search.query, sites: search.sites)
        newest = NewestEntries(limit: min(max(1, search.limit), Self.largestPage))
    }

    /// The page that is asked for.
    mutating func page(_ view: StoreView) async throws -> Page {
        for file in view.files {
            for rows in file.hot {
                for run in rows.runs {
                    for row in run.ids.indices where admits(run.times[row], run.ids[row]) { try add(run.entry(row)) }
                }
            }
        }
        let segments = view.files.flatMap { file in file.segments.map { (file.file, $0) } }
        for (file, segment) in segments.sorted(by: { $0.1.newest > $1.1.newest }) {
            try Task.checkCancellation()
            if let floor = newest.floor, segment.newest < floor { break }
            for block in 0..<segment.blocks {
                let place = BlockPlace(segment: segment.id, block: block)
                do {
                    for entry in try await file.read({ try Self.entries(place, $0) }) { try add(entry) }
                } catch let error as StoreError where error.code == .corrupt {
                    unreadable += Int(segment.facts.counts[block])
                }
            }
        }
        var page = newest.page()
        page.unreadable = unreadable + view.unreadable
        return page
    }

    private func admits(_ time: Int64, _ id: EntryID) -> Bool {
        if let floor = newest.floor, time < floor.microseconds { return false }
        return search.admits(Timestamp(microseconds: time), id)
    }

    private mutating func add(_ entry: Entry) throws {
        guard admits(entry.datetime.microseconds, entry.id), matcher.matches(entry) else { return }
        newest.add(entry)
    }

    private static func entries(_ place: BlockPlace, _ db: Database) throws -> [Entry] {
        let reader = BlockReader(place, SegmentReader(db: db), try PartDecompressor())
        return try reader.entries(at: 0..<reader.meta().count)
    }
}
