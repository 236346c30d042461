public import OCPPLog

extension EmbeddedStore: HealthSource, MetricsSource {
    /// Whether the log is open, and has room left.
    public func healthChecks() -> [HealthCheck] {
        guard gate.isOpen else {
            return [HealthCheck("store", .failing, title: "the log is closed", detail: "the program is stopping")]
        }
        let counts = figures.now
        let view = (try? writer)?.view
        let unreadable = view?.unreadable ?? 0
        if let failure = counts.sealFailure {
            return [
                HealthCheck(
                    "store", .degraded, title: "entries cannot be sealed",
                    detail: "The log grows faster than it should: \(failure.sentence)", since: failure.since)
            ]
        }
        if view.map(figures.isDamaged) ?? false || unreadable > 0 {
            return [
                HealthCheck(
                    "store", .degraded, title: "a part of the log is damaged",
                    detail: "Searches left out entries that cannot be read. ocpplogs store verify names them")
            ]
        }
        if let rebuilt = view?.rebuiltSegments, rebuilt > 0 {
            return [
                HealthCheck(
                    "store", .degraded, title: "a part of the log is damaged",
                    detail: """
                        No entry is missing, but searches get slower: what is known of \(rebuilt) of its segments had to be \
                        made again. ocpplogs store verify names them; look at the disk
                        """)
            ]
        }
        if let notice = counts.notice {
            return [
                HealthCheck(
                    "store", .degraded, title: "old entries were dropped before their time", detail: notice.sentence,
                    since: notice.since)
            ]
        }
        guard let figures = disk.figures(), figures.isLow else {
            return [HealthCheck("store", .ok, title: "the log is open", detail: "its disk has room left")]
        }
        let rest = figures.free < 1_000_000 ? "Less than 1 MB is" : "\(figures.free / 1_000_000) MB are"
        return [
            HealthCheck(
                "store", .degraded, title: "there is little room for the log",
                detail: "\(rest) left on the disk that holds \(path). Recording stops while it is full"
            )
        ]
    }

    /// The size of the log and the room on its disk, as they were when somebody asked last, and what the log holds.
    public func metrics() -> [Metric] {
        guard case .writing(let writer) = side else { return [] }
        let (view, counts, spares) = (writer.view, figures.now, spareBlocks.figures)
        let boots = bootCache.figures
        var metrics: [Metric] = []
        if let figures = disk.figures() {
            metrics = [
                .gauge("ocpplogs_store_bytes", help: "Size of the log on the disk", Double(figures.log)),
                .gauge(
                    "ocpplogs_store_disk_free_bytes", help: "Room left on the disk of the log", Double(figures.free)),
                .gauge("ocpplogs_store_disk_size_bytes", help: "Size of the disk of the log", Double(figures.size)),
            ]
        }
        return metrics + [
            .gauge("ocpplogs_store_segments", help: "Segments of sealed entries", Double(view.segments)),
            .gauge("ocpplogs_store_sealed_entries", help: "Entries in segments", Double(view.sealedEntries)),
            .gauge("ocpplogs_store_hot_entries", help: "Entries that are not sealed yet", Double(view.hotEntries)),
            .counter(
                "ocpplogs_store_damaged_blocks_total", help: "Blocks that a search could not read",
                counts.damagedBlocks),
            .counter(
                "ocpplogs_store_dropped_entries_total", help: "Entries that were dropped, by reason", by: "reason",
                ["expired": 0, "cap": 0, "disk_full": 0].merging(counts.dropped) { $1 }),
            .counter(
                "ocpplogs_store_block_reads_total", help: "Blocks that searches looked at, by where they were",
                by: "from",
                ["memory": spares.taken, "file": spares.missed]),
            .gauge("ocpplogs_store_spare_block_bytes", help: "Blocks that are kept for searches", Double(spares.bytes)),
            .gauge(
                "ocpplogs_store_boots", help: "Boots of stations in memory, for queries that ask what they said",
                Double(boots.known)),
            .gauge(
                "ocpplogs_store_boots_forgotten",
                help: "Boots that are not known, since their station had more than are kept",
                Double(boots.forgotten)),
            .histogram("ocpplogs_store_seal_seconds", help: "Time to seal a hot table", counts.sealSeconds),
        ]
    }
}
