import OCPP
import OCPPLog

/// An entry that was found: when it was and where it is; the entry itself where it had to be looked at.
struct Hit: Sendable {
    /// Where the entry is read when it is printed.
    enum Place: Sendable, Hashable {
        /// A row of a run, by the places of its file and run.
        case hot(file: Int, run: Int, row: Int)
        case sealed(file: Int, BlockPlace, row: Int)
    }

    /// An entry in a place of its own: hits are sorted and handed on, and an entry is large.
    private final class Box: Sendable {
        let entry: Entry

        init(_ entry: consuming Entry) { self.entry = entry }
    }

    var datetime: Timestamp
    var id: EntryID
    var place: Place
    private var box: Box?

    init(datetime: Timestamp, id: EntryID, place: Place) {
        self.datetime = datetime
        self.id = id
        self.place = place
    }

    /// Nil as long as nobody had to look at it.
    var entry: Entry? {
        box?.entry
    }

    mutating func put(_ entry: consuming Entry) { box = Box(entry) }

    var hasEntry: Bool { box != nil }
}

/// Those of the hits it is given that come first in an order, however many those are.
struct FirstHits: Sendable {
    /// No page is larger, whatever is asked for.
    private static let largest = 1 << 24
    let limit: Int
    let order: Search.Order
    private var hits: [Hit] = []
    /// How many it was given that had a place.
    private(set) var added = 0
    /// What has a lower rank has no place any more; nil while there is room.
    private(set) var floor: Int64?

    /// - Parameter limit: so many are wanted; one more is kept, to know whether there are more.
    init(limit: Int, _ order: Search.Order) {
        self.limit = min(max(1, limit), Self.largest)
        self.order = order
    }

    var count: Int { min(hits.count, limit) }

    /// So many more are wanted, if none come that stand before these.
    var room: Int { limit - count }

    mutating func add(_ hit: Hit) {
        if let floor, order.rank(hit.datetime) < floor { return }
        hits.append(hit)
        added += 1
        // Sorting each time would cost more than keeping twice as many for a while.
        if hits.count >= (floor == nil ? limit + 1 : 2 * (limit + 1)) { cut() }
    }

    /// In their order; at most one more than the limit.
    func sorted() -> [Hit] {
        Array(hits.sorted(by: isBefore).prefix(limit + 1))
    }

    private func isBefore(_ a: Hit, _ b: Hit) -> Bool {
        order.isBefore((a.datetime, a.id), (b.datetime, b.id))
    }

    private mutating func cut() {
        hits.sort(by: isBefore)
        hits.removeLast(hits.count - limit - 1)
        floor = hits.last.map { order.rank($0.datetime) }
    }
}
