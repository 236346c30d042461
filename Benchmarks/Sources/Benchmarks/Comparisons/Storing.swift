import EmbeddedStore
import Logging
import OCPP
import OCPPLog
import Reporting

/// Writing entries to the disk for good, until the file is closed: ours against a table with indexes.
enum Storing {
    private static let count = 20_000

    static func comparisons() -> [Comparison] {
        var traffic = Traffic()
        var conversation = Conversation()
        let entries = conversation.entries(traffic.exchanges(count))
        // 20 entries a commit: 1,000 a second and a commit every 20 ms. 4,096: the most that a commit may have.
        return [20, 4_096].map { comparison(entries, batch: $0) }
    }

    private static func comparison(_ entries: [Entry], batch: Int) -> Comparison {
        Comparison(
            title: "Storing: \(batch) entries in a commit", unit: "entry", units: entries.count, usesDisk: true,
            rounds: 5,
            subjects: [
                Subject("EmbeddedStore") { watch in
                    let folder = try Folder()
                    let store = try Stores.embedded(in: folder)
                    watch.start()
                    for slice in batches(entries, of: batch) {
                        try await store.commit(Batch(entries: Array(slice)))
                    }
                    try await store.close()
                    watch.stop()
                    return entries.count
                },
                Subject("SQLite, one table and seven indexes") { watch in
                    let folder = try Folder()
                    var table: IndexedTable? = try IndexedTable(directory: folder.path)
                    watch.start()
                    for slice in batches(entries, of: batch) { try table?.insert(slice) }
                    table = nil
                    watch.stop()
                    return entries.count
                },
            ])
    }

    private static func batches(_ entries: [Entry], of size: Int) -> [ArraySlice<Entry>] {
        stride(from: 0, to: entries.count, by: size).map { entries[$0..<min($0 + size, entries.count)] }
    }
}
