import OCPP

extension RecorderHealth {
    /// The figures for monitoring.
    public var metrics: [Metric] {
        let kinds = EntryKind.allCases.map { ($0.rawValue, recorded[$0] ?? 0) }
        let causes = UnansweredCause.words.map { ($0, unanswered[$0] ?? 0) }
        return [
            .counter(
                "ocpplogs_entries_recorded_total", help: "Entries written to the log, by kind", by: "kind",
                Dictionary(uniqueKeysWithValues: kinds)),
            .counter(
                "ocpplogs_entries_dropped_total", help: "Entries not kept because of the log level of their site",
                by: "reason", ["level": droppedByLevel]),
            .counter(
                "ocpplogs_calls_unanswered_total", help: "Requests that got no answer, among the entries written",
                by: "reason", Dictionary(uniqueKeysWithValues: causes)),
            .counter(
                "ocpplogs_frames_lost_total", help: "Frames that could not be recorded; gap entries tell whose",
                framesLost),
            .gauge(
                "ocpplogs_frames_being_lost", help: "1 while frames are being lost, else 0", episode == nil ? 0 : 1),
        ] + commits + queue
    }

    private var commits: [Metric] {
        let last = lastCommit.map { time in
            Metric.gauge(
                "ocpplogs_last_commit_timestamp_seconds", help: "When entries were last written, in Unix time",
                Double(time.microseconds) / 1_000_000)
        }
        return [
            .histogram("ocpplogs_commit_seconds", help: "How long successful writes to the log took", commitSeconds),
            .counter(
                "ocpplogs_commits_failed_total", help: "Writes to the log that failed; each is tried again",
                failedCommits),
            .gauge("ocpplogs_commits_failing", help: "1 while writes to the log fail, else 0", failure == nil ? 0 : 1),
        ] + (last.map { [$0] } ?? [])
    }

    private var queue: [Metric] {
        [
            .gauge(
                "ocpplogs_recorder_queue_records", help: "Entries and open requests that wait to be written",
                Double(waitingRecordables)),
            .gauge(
                "ocpplogs_recorder_queue_limit_records", help: "How many may wait; more are counted as lost",
                Double(waitingRecordablesLimit)),
            .gauge(
                "ocpplogs_recorder_queue_bytes", help: "Memory of what waits to be written, about",
                Double(waitingBytes)),
            .gauge(
                "ocpplogs_recorder_queue_limit_bytes", help: "How much may wait; more is counted as lost",
                Double(waitingBytesLimit)),
        ]
    }
}

extension Recorder: HealthSource, MetricsSource {
    /// How recording goes: failing while nothing can be written, degraded while frames are lost.
    public func healthChecks() -> [HealthCheck] { [health.check] }

    /// The figures of recording.
    public func metrics() -> [Metric] { health.metrics }
}
