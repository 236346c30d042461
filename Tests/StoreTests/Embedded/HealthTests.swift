import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// What a store says of itself and of its disk.
struct HealthTests {
    private let place: TemporaryDirectory

    init() throws {
        place = try TemporaryDirectory()
    }

    @Test func itKnowsItsSizeAndTheRoomOnItsDisk() throws {
        let store = try EmbeddedStore.usual(place.path)
        let values = store.metrics().map { metric in
            guard case .number(let value)? = metric.samples.first?.value else { return 0.0 }
            return value
        }
        #expect(
            store.metrics().map(\.name) == [
                "ocpplogs_store_bytes", "ocpplogs_store_disk_free_bytes", "ocpplogs_store_disk_size_bytes",
                "ocpplogs_store_segments", "ocpplogs_store_sealed_entries", "ocpplogs_store_hot_entries",
                "ocpplogs_store_damaged_blocks_total", "ocpplogs_store_dropped_entries_total",
                "ocpplogs_store_block_reads_total", "ocpplogs_store_spare_block_bytes", "ocpplogs_store_boots",
                "ocpplogs_store_boots_forgotten", "ocpplogs_store_seal_seconds",
            ])
        #expect(values[0] > 4_096)
        #expect(values[2] >= values[1] && values[1] >= 0 && values[2] > 0)
    }

    @Test func aStoreThatIsClosedIsFailing() async throws {
        let store = try EmbeddedStore.usual(place.path)
        #expect(store.healthChecks().first?.status != .failing)
        try await store.close()
        #expect(store.healthChecks().map(\.status) == [.failing])
        #expect(store.healthChecks().map(\.name) == ["store"])
    }

    @Test func aDirectoryThatIsNotThereHasNoFigures() {
        #expect(DiskFigures(of: LogDirectory(path: place.path + "/nowhere")) == nil)
    }
}
