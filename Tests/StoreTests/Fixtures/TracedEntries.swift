import OCPP
import OCPPLog
import TestSupport

/// Entries made of the recorded traces, with times that jump as they do in a log: many equal ones, and requests that were
/// answered late.
enum TracedEntries {
    static func all(using generator: inout SeededGenerator) throws -> [Entry] {
        let frames = try SharedTraces.frames("frames-real") + SharedTraces.frames("frames-testvectors")
        var correlators: [String: Correlator] = [:]
        var entries: [Entry] = []
        for (index, frame) in frames.enumerated() {
            let key = "\(frame.sourceFile) \(frame.charger)"
            var correlator =
                correlators[key]
                ?? Correlator(
                    connection: ConnectionID(rawValue: UInt64(correlators.count)), charger: ChargerID(frame.charger),
                    version: frame.version)
            entries += completed(
                correlator.received(Array(frame.text.utf8), from: frame.source ?? .cp, at: .at(Double(index / 3))))
            correlators[key] = correlator
        }
        for key in correlators.keys.sorted() {
            entries += completed(correlators[key]?.closed(at: .at(1_000)) ?? [])
        }
        for index in entries.indices {
            entries[index].id = EntryID(origin: 7, sequence: Int64(index + 1))
            entries[index].siteID = SiteID(["default", "depot-7", "depot-8"].randomElement(using: &generator) ?? "")
            guard Int.random(in: 0..<10, using: &generator) == 0 else { continue }
            entries[index].datetime = .at(Double(Int.random(in: 0..<400, using: &generator)))
        }
        return entries
    }

    private static func completed(_ recordables: [Recordable]) -> [Entry] {
        recordables.compactMap { if case .completed(let entry, _) = $0 { entry } else { nil } }
    }
}
