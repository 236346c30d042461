import EmbeddedStore
import Foundation
import OCPP
import OCPPLog
import Reporting

/// What the recorder costs: levels, masking, numbering and batches by themselves, with a store that keeps everything in memory,
/// and with the store that writes to the disk.
enum Recording {
    /// Whole batches of every size that is measured: one that is not full waits 20 ms for more.
    private static let count = 20_480

    static func comparisons() -> [Comparison] {
        [mix(), masking()]
    }

    private static func mix() -> Comparison {
        var traffic = Traffic()
        var conversation = Conversation()
        let recordables = conversation.recordables(traffic.exchanges(count))
        return Comparison(
            title: "Recording: generated mix", unit: "entry", units: count, usesDisk: true, rounds: 5,
            subjects: [
                inMemory("Recorder and MemoryStore", recordables),
                onDisk("Recorder and EmbeddedStore, 2,048 exchanges a commit", recordables, batch: 4_096),
                // 1,000 exchanges a second, and a commit every 20 ms.
                onDisk("Recorder and EmbeddedStore, 20 exchanges a commit", recordables, batch: 40),
            ])
    }

    private static func masking() -> Comparison {
        let plain = exchanges(SampleFrames.plain)
        let secret = exchanges(SampleFrames.secret)
        let data = secret.map { Data($0.request) }
        var conversation = Conversation()
        return Comparison(
            title: "Recording into memory: a secret masked", unit: "entry", units: count,
            subjects: [
                inMemory("Recorder, a secret masked", conversation.recordables(secret)),
                inMemory("Recorder, no secret", conversation.recordables(plain)),
                Subject("JSONSerialization: read, mask and write, nothing else", mustAgree: false) {
                    data.reduce(0) { $0 &+ (SerializedMasking.masked($1)?.count ?? 0) }
                },
            ])
    }

    private static func exchanges(_ request: String) -> [Exchange] {
        let response = #"[3,"1f0c9b7e-4a52-4d0f-8a3c-5b6d7e8f9a0b",{"status":"Accepted"}]"#
        return (0..<count).map {
            Exchange(charger: $0 % Traffic.chargers, source: .csms, request, response)
        }
    }

    private static func inMemory(_ name: String, _ recordables: [Recordable]) -> Subject {
        Subject(name) { watch in
            try await record(recordables, in: MemoryStore(origin: Conversation.origin), batch: 4_096, &watch)
        }
    }

    private static func onDisk(_ name: String, _ recordables: [Recordable], batch: Int) -> Subject {
        Subject(name) { watch in
            let folder = try Folder()
            let store = try Stores.embedded(in: folder)
            let recorded = try await record(recordables, in: store, batch: batch, &watch)
            watch.start()
            try await store.close()
            watch.stop()
            return recorded
        }
    }

    /// Offers a batch, waits until it is committed, offers the next: the recorder never waits for more to come.
    /// - Returns: the number of entries written.
    private static func record(
        _ recordables: [Recordable], in store: any EntryStore, batch: Int, _ watch: inout Stopwatch
    ) async throws -> Int {
        let announcing = AnnouncingStore(store)
        // The lowest level keeps all.
        let sites = SiteDirectory([Site(id: .default, level: .debug)])
        let recorder = Recorder(
            store: announcing, sites: sites, limits: RecorderLimits(batch: batch), now: { .start },
            logger: Stores.logger)
        let batches = stride(from: 0, to: recordables.count, by: batch).map {
            Array(recordables[$0..<min($0 + batch, recordables.count)])
        }
        var commits = announcing.commits.makeAsyncIterator()
        watch.start()
        async let running: Void = recorder.run()
        for batch in batches {
            recorder.offer(batch)
            await commits.next()
        }
        recorder.finish()
        try await running
        watch.stop()
        return recorder.health.entriesRecorded
    }
}
