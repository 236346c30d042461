import Foundation
import Insights
import OCPPLog

/// What it costs that rules look at what is written. In no table: asked for by name, `Store ours-rules DIR`.
extension Ours {
    /// Shows entries to the rules and writes nothing.
    func rules(_ count: Int, batch: Int) -> Outcome {
        var outcome = Outcome()
        var source = EntrySource(options.makeTraffic(), count: min(count, options.entries))
        var examiner = FindingExaminer()
        var counts: [String: Int] = [:]
        var cpu = 0.0
        let bare = Usage.memory
        var entries = source.next(batch)
        while !entries.isEmpty {
            let begun = Usage.cpu
            for entry in entries {
                let found = examiner.findings(of: entry)
                if !found.isEmpty { counts[found.joined(separator: " "), default: 0] += 1 }
            }
            cpu += Usage.cpu - begun
            entries = source.next(batch)
        }
        outcome.figures["rules, microseconds an entry"] = cpu * 1e6 / Double(max(1, source.made))
        outcome.figures["rules, memory"] = Usage.memory - bare
        outcome.figures["entries with findings"] = Double(counts.values.reduce(0, +))
        outcome.figures["sets of findings"] = Double(counts.count)
        return outcome
    }

    /// Writes entries as the recorder does, with what rules find in them.
    func examined(_ count: Int, batch: Int) async throws -> Outcome {
        var examiner = FindingExaminer()
        return try await write(count, batch: batch) { store, entries in
            var entries = entries
            for index in entries.indices { entries[index].findings = examiner.findings(of: entries[index]) }
            try await store.commit(Batch(entries: entries))
        }
    }
}
