public import OCPPLog

extension EmbeddedStore: HealthSource, MetricsSource {
    /// Whether the log is open, and has room left.
    public func healthChecks() -> [HealthCheck] {
        guard gate.isOpen else {
            return [HealthCheck("store", .failing, title: "the log is closed", detail: "the program is stopping")]
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

    /// The size of the log and the room on its disk, as they were when somebody asked last.
    public func metrics() -> [Metric] {
        guard let figures = disk.figures() else { return [] }
        return [
            .gauge("ocpplogs_store_bytes", help: "Size of the log on the disk", Double(figures.log)),
            .gauge("ocpplogs_store_disk_free_bytes", help: "Room left on the disk of the log", Double(figures.free)),
            .gauge("ocpplogs_store_disk_size_bytes", help: "Size of the disk of the log", Double(figures.size)),
        ]
    }
}
