import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import ocpplogs

/// Counting by several keys.
struct CrossCountTests {
    @Test func everyPairIsCountedAndWhatHasNoValueAsWell() async throws {
        let store = MemoryStore(origin: 1)
        var entries: [Entry] = []
        for number in 1...6 as ClosedRange<Int64> {
            var entry = PrintedEntry.blank(number < 4 ? .heartbeat : .authorize, at: Double(number), number: number)
            if number == 4 { entry.answerStatus = "Accepted" }
            if number == 6 { entry = PrintedEntry.blank(nil, .connection, at: 6, number: 6) }
            entries.append(entry)
        }
        try await store.commit(Batch(entries: entries))
        let source = StoreSource(name: "memory", store: store, sites: SiteDirectory())
        var counts = CrossCount(
            source, keys: [.action, .result], limit: 10, meter: ProgressMeter(zone: PrintedEntry.utc, isQuiet: true))
        try await counts.count(LogQuestion())
        #expect(
            counts.rows == [
                .init(values: ["Heartbeat", "ok"], count: 3), .init(values: ["Authorize", "ok"], count: 2),
                .init(values: ["Authorize", "accepted"], count: 1), .init(values: [nil, nil], count: 1),
            ])
    }
}
