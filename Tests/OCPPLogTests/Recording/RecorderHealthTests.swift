import Logging
import OCPP
import TestSupport
import Testing

@testable import OCPPLog

/// What a recorder says of itself.
struct RecorderHealthTests {
    private let sites = SiteDirectory([Site(id: SiteID("all"), level: .debug, chargers: [Glob("D-*")])])

    private func recorded(_ recordables: [Recordable]) async throws -> Recorder {
        let recorder = Recorder(
            store: MemoryStore(origin: 1), sites: sites, clock: SkippingClock(), now: { .at(100) },
            logger: RememberedLog().logger)
        recorder.offer(recordables)
        recorder.finish()
        try await recorder.run()
        return recorder
    }

    /// The samples of one metric: its labels, and the number or the count of the histogram.
    private func samples(_ name: String, of recorder: Recorder) -> [String: Double] {
        let metric = recorder.metrics().first { $0.name == name }
        let pairs = (metric?.samples ?? []).map { sample in
            let label = sample.labels.map(\.value).joined(separator: ",")
            return switch sample.value {
            case .number(let number): (label, number)
            case .histogram(let histogram): (label, Double(histogram.count))
            }
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    @Test func entriesAreCountedByKindAndWhatTheLevelDropsApart() async throws {
        var timeout = Entry(
            kind: .unanswered, datetime: .start, chargerID: ChargerID("D-1"), connectionID: ConnectionID(rawValue: 3),
            source: .cp, version: .v16)
        timeout.reason = "timeout"
        let recorder = try await recorded(
            talk("D-1", "Heartbeat") + talk("D-1", "Heartbeat", at: 1) + talk("CP", "Heartbeat")
                + [.completed(timeout, closes: nil)])
        let entries = samples("ocpplogs_entries_recorded_total", of: recorder)
        #expect(entries.count == EntryKind.allCases.count)
        #expect(entries["exchange"] == 2 && entries["unanswered"] == 1 && entries["gap"] == 0)
        #expect(samples("ocpplogs_entries_dropped_total", of: recorder) == ["level": 1])
        let unanswered = samples("ocpplogs_calls_unanswered_total", of: recorder)
        #expect(unanswered["timeout"] == 1 && unanswered["restart"] == 0 && unanswered.count == 6)
        #expect(samples("ocpplogs_commit_seconds", of: recorder) == ["": 1])
        #expect(recorder.health.lastCommit == .at(100))
        #expect(recorder.health.entriesRecorded == 3)
    }

    @Test func everyMetricFollowsTheConventions() async throws {
        let metrics = try await recorded(talk("D-1", "Heartbeat")).metrics()
        #expect(Set(metrics.map(\.name)).count == metrics.count)
        for metric in metrics {
            #expect(metric.name.hasPrefix("ocpplogs_"))
            #expect(metric.name.allSatisfy { ("a"..."z").contains($0) || $0 == "_" })
            #expect(metric.name.hasSuffix("_total") == (metric.kind == .counter))
            #expect(!metric.help.isEmpty && !metric.help.hasSuffix("."))
        }
    }

    @Test func itIsNotReadyBeforeItRecords() {
        let recorder = Recorder(
            store: MemoryStore(origin: 1), sites: sites, now: { .start }, logger: RememberedLog().logger)
        #expect(recorder.healthChecks().map(\.status) == [.failing])
        #expect(recorder.healthChecks().map(\.title) == ["recording has not begun"])
        #expect(recorder.health.waitingBytesLimit == 64 << 20)
    }
}
