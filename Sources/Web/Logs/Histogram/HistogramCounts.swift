import OCPP
import OCPPLog

/// How many entries of a question fall into each piece of its time.
struct HistogramCounts: Sendable, Hashable {
    /// One piece.
    struct Bar: Sendable, Hashable {
        var from: Timestamp
        var to: Timestamp
        var counts: ToneCounts
    }

    /// At most so many pieces.
    static let mostBars = 120

    var from: Timestamp
    var to: Timestamp
    var bars: [Bar]
    /// Where the clock of the zone shows something round.
    var ticks: [Timestamp]

    /// Nil for a stretch without length, as that of a log without entries.
    static func count(
        _ selection: Selection, _ question: LogsQuestion, counting: any EntryCounting, store: any EntryStore,
        now: Timestamp
    ) async throws -> HistogramCounts? {
        guard let (from, to) = try await ends(of: question.time, store: store, now: now), from < to else { return nil }
        let clock = question.look.zone.clock
        let buckets = TimeBuckets(from: from, to: to, most: mostBars, clock: clock)
        // An end that is left open is that of the last piece: whole pieces are counted sooner.
        let answer = try await counting.histogram(selection, boundaries: buckets.boundaries)
        let edges = zip(buckets.boundaries, buckets.boundaries.dropFirst())
        let marks = TimeBuckets(from: from, to: to, most: 7, clock: clock).boundaries
        guard let first = buckets.boundaries.first, let last = buckets.boundaries.last else { return nil }
        return HistogramCounts(
            from: first, to: last,
            bars: zip(edges, answer.counts).map { edge, counts in
                Bar(
                    from: selection.from.map { max($0, edge.0) } ?? edge.0,
                    to: selection.to.map { min($0, edge.1) } ?? edge.1, counts: counts)
            }, ticks: marks.filter { $0 > first && $0 < last })
    }

    /// The ends of a stretch; where one is open, that of the log or now.
    private static func ends(
        of time: TimeChoice, store: any EntryStore, now: Timestamp
    ) async throws -> (Timestamp, Timestamp)? {
        if let from = time.from { return (from, time.to ?? max(now, from.advanced(by: .seconds(1)))) }
        guard let oldest = try await store.search(Search(order: .oldestFirst, limit: 1)).entries.first else {
            return nil
        }
        if let to = time.to { return (oldest.datetime, to) }
        guard let newest = try await store.search(Search(limit: 1)).entries.first else { return nil }
        return (oldest.datetime, newest.datetime.advanced(by: .microseconds(1)))
    }

    /// All of it.
    var sum: ToneCounts { bars.reduce(into: ToneCounts()) { $0 += $1.counts } }
}
