import EmbeddedStore
import Foundation
import OCPP
import OCPPLog
import Reporting

/// Searching a store that holds many entries: ours against a table with indexes, both on the disk and in its cache.
///
/// The environment variable `OCPPLOGS_BENCH_ENTRIES` says how many.
enum Searching {
    private static func wantedCount() throws(UsageError) -> Int {
        guard let text = ProcessInfo.processInfo.environment["OCPPLOGS_BENCH_ENTRIES"] else { return 100_000 }
        guard let count = Int(text), count > 0 else { throw UsageError("OCPPLOGS_BENCH_ENTRIES is no number above 0") }
        return count
    }

    static func comparisons() async throws -> [Comparison] {
        let count = try wantedCount()
        let data = try await SearchedData(count)
        let number = count.formatted(.number.locale(Locale(identifier: "en")))
        let size = "\(data.storeFolder.size >> 20) and \(data.tableFolder.size >> 20) MiB"
        let newest = "ORDER BY datetime DESC, id DESC LIMIT 100"
        let charger = Conversation.charger(7).rawValue
        let word = Traffic.rareWord
        return [
            ("newest 100", "", newest),
            ("newest 100 of one charging station", "charger:\(charger)", "WHERE charger_id = '\(charger)' \(newest)"),
            (
                "a rare word", word,
                "WHERE request LIKE '%\(word)%' OR response LIKE '%\(word)%' \(newest)"
            ),
        ].map { name, query, condition in
            Comparison(
                title: "Searching \(number) entries (\(size)): \(name)", unit: "search", units: 1,
                rounds: 5,
                subjects: [
                    Subject("EmbeddedStore") { watch in
                        let search = Search(try QueryParser.parse(query))
                        watch.start()
                        let page = try await data.store.search(search)
                        watch.stop()
                        return page.entries.reduce(0) { $0 &+ Int($1.id.sequence) }
                    },
                    Subject("SQLite, one table and seven indexes") { watch in
                        watch.start()
                        let rows = try data.table.search(condition)
                        watch.stop()
                        return rows.reduce(0) { $0 &+ Int($1.id) }
                    },
                ])
        }
    }
}

/// The same entries in a store and in a table.
private final class SearchedData {
    let storeFolder: Folder
    let tableFolder: Folder
    let store: EmbeddedStore
    let table: IndexedTable

    init(_ count: Int) async throws {
        storeFolder = try Folder()
        tableFolder = try Folder()
        store = try Stores.embedded(in: storeFolder)
        table = try IndexedTable(directory: tableFolder.path)
        var traffic = Traffic()
        var conversation = Conversation()
        for start in stride(from: 0, to: count, by: 4_096) {
            let entries = conversation.entries(traffic.exchanges(min(4_096, count - start)))
            try await store.commit(Batch(entries: entries))
            try table.insert(entries[...])
        }
    }
}
