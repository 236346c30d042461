/// What a live tail has done since it was made.
struct TailCounts: Sendable, Hashable {
    var watchers = 0
    var waiting = 0
    var delivered = 0
    var dropped = 0
    var refused = 0
    var cut = 0
}

extension LiveTail: MetricsSource {
    /// The figures of watching.
    public func metrics() -> [Metric] {
        let counts = counts
        return [
            .gauge("ocpplogs_stream_watchers", help: "Clients that watch entries arrive", Double(counts.watchers)),
            .gauge(
                "ocpplogs_stream_limit_watchers", help: "How many may watch; more are refused", Double(limits.watchers)),
            .gauge(
                "ocpplogs_stream_queue_entries", help: "Entries that wait to be matched for those who watch",
                Double(counts.waiting)),
            .counter(
                "ocpplogs_stream_entries_total", help: "Entries handed to those who watch, once for each of them",
                counts.delivered),
            .counter(
                "ocpplogs_stream_entries_dropped_total",
                help: "Entries that one who watches took too slowly: it was told of a gap", counts.dropped),
            .counter(
                "ocpplogs_stream_refused_total", help: "Clients that could not watch since too many did",
                counts.refused),
            .counter(
                "ocpplogs_stream_cut_total", help: "Clients cut off since they took nothing for too long", counts.cut),
        ]
    }
}
