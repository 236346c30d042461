import OCPP

/// A station that connects again and again, at a moment worth an entry.
struct ReconnectLoop: Sendable, Hashable {
    /// Connections since it began.
    var connections: Int
    /// From the first of them to the last.
    var within: Duration
    /// How the one before ended; nil where it is open still.
    var last: Last?

    /// A connection that is over.
    struct Last: Sendable, Hashable {
        var end: ConnectionEnd
        var lived: Duration
    }

    /// One sentence without a full stop.
    var sentence: String {
        let last = last.map { "; the last one was \($0.end.words) after \($0.lived.inWords)" } ?? ""
        return "\(connections) connections within \(within.inWords)\(last)"
    }
}

/// Remembers when each station connected, and finds those that connect again and again.
///
/// Five connections within ten minutes are a loop. It is news at the fifth, and at each doubling while it lasts.
struct ReconnectBook: Sendable {
    static let threshold = 5
    static let window = Duration.seconds(600)

    private struct Loop: Sendable {
        var began: Timestamp
        var connections: Int
        var nextNews: Int
    }

    private struct Page: Sendable {
        /// The last connections within the window, at most as many as make a loop.
        var recent: [Timestamp] = []
        var loop: Loop?
        var last: ReconnectLoop.Last?
    }

    private let capacity: Int
    private var pages: [ChargerID: Page] = [:]
    private var prunedAt: Timestamp?

    /// - Parameter capacity: so many stations are remembered; when they are, and none is old enough to be forgotten, the next
    ///   one is not looked at.
    init(capacity: Int = 20_000) {
        self.capacity = capacity
    }

    /// A station has connected.
    /// - Returns: what is news about it.
    mutating func opened(_ charger: ChargerID, at now: Timestamp) -> ReconnectLoop? {
        let charger = charger.bounded
        guard pages[charger] != nil || makeRoom(at: now) else { return nil }
        return Self.turn(&pages[charger, default: Page()], at: now)
    }

    /// A connection of a station is gone.
    mutating func closed(_ charger: ChargerID, _ end: ConnectionEnd, lived: Duration) {
        var end = end
        // What a peer says there may be long, and is told in the entry of that connection.
        end.reason = ""
        pages[charger.bounded]?.last = ReconnectLoop.Last(end: end, lived: lived)
    }

    private static func turn(_ page: inout Page, at now: Timestamp) -> ReconnectLoop? {
        // A clock that was set back would keep moments of the future for ever.
        page.recent.removeAll { now.since($0) > window || $0 > now }
        page.recent = page.recent.suffix(threshold - 1) + [now]
        guard page.recent.count == threshold, let first = page.recent.first else {
            page.loop = nil
            return nil
        }
        var loop = page.loop ?? Loop(began: first, connections: threshold - 1, nextNews: threshold)
        loop.connections += 1
        let isNews = loop.connections >= loop.nextNews
        if isNews { loop.nextNews *= 2 }
        page.loop = loop
        guard isNews else { return nil }
        return ReconnectLoop(connections: loop.connections, within: now.since(loop.began), last: page.last)
    }

    /// Forgets who has not connected within the window, at most once a minute: that looks at all of them.
    private mutating func makeRoom(at now: Timestamp) -> Bool {
        guard pages.count >= capacity else { return true }
        if let prunedAt, now.since(prunedAt) < .seconds(60), now >= prunedAt { return false }
        prunedAt = now
        pages = pages.filter { $0.value.recent.contains { now.since($0) <= Self.window && $0 <= now } }
        return pages.count < capacity
    }
}
