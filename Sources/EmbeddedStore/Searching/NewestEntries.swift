import OCPP
import OCPPLog

/// The newest of the entries it is given, however many those are.
struct NewestEntries {
    private let limit: Int
    private var found: [Entry] = []
    /// What is older than this has no place any more; nil while there is room.
    private(set) var floor: Timestamp?

    /// - Parameter limit: so many are wanted; one more is kept, to know whether there are more.
    init(limit: Int) {
        self.limit = limit
    }

    mutating func add(_ entry: Entry) {
        found.append(entry)
        // Sorting each time would cost more than keeping twice as many for a while.
        if found.count >= (floor == nil ? limit + 1 : 2 * (limit + 1)) { cut() }
    }

    /// The entries, newest first, and where to go on.
    func page() -> Page {
        let sorted = found.sorted { Entry.isInOrder($1, $0) }
        let page = Array(sorted.prefix(limit))
        return Page(entries: page, next: sorted.count > limit ? page.last.map(Cursor.init(after:)) : nil)
    }

    private mutating func cut() {
        found.sort { Entry.isInOrder($1, $0) }
        found.removeLast(found.count - limit - 1)
        floor = found.last?.datetime
    }
}
