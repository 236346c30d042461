import Insights
import OCPP
import OCPPLog

/// What rules find in one entry, with its sentences: what the station said in the day before is shown to them first.
enum EntryFindings {
    /// A page of one entry does not wait longer.
    private static let patience = Duration.seconds(2)
    private static let batch = 1_000
    private static let mostOpen = 2

    /// - Returns: the most serious first; rules that found something when the entry was recorded and find nothing now stand at the
    ///   end, without a sentence. Empty for entries in which nothing was found when they were recorded: most of them, so they
    ///   cost nothing.
    static func of(_ entry: Entry, in store: any EntryStore, sites: SiteDirectory) async throws -> [FindingGroup] {
        guard !entry.findings.isEmpty else { return [] }
        let found = try await found(entry, store, sites).sorted { $0.severity < $1.severity }
        let codes = Set(found.map(\.code))
        var groups =
            found.map { FindingGroup($0, linksEntry: false) }
            + entry.findings.filter { !codes.contains($0) }.map { FindingGroup(recorded: $0, of: entry.chargerID) }
        // Of a few, what to check next is what one came for.
        if groups.count <= mostOpen { for index in groups.indices { groups[index].isOpen = true } }
        return groups
    }

    private static func found(
        _ entry: Entry, _ store: any EntryStore, _ sites: SiteDirectory
    ) async throws -> [Finding] {
        var engine = FindingEngine()
        var found: [Finding] = []
        let isIt = Query.charger(entry.chargerID)
        let search = Search(
            isIt, from: entry.datetime.advanced(by: .zero - FindingSelection.lookback),
            to: entry.datetime.advanced(by: .microseconds(1)), order: .oldestFirst, limit: batch, sites: sites)
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: patience)
        _ = try await store.walk(search) { entries in
            for read in entries {
                let findings = engine.read(read)
                guard read.id != entry.id else {
                    found = findings
                    return false
                }
            }
            return clock.now < end
        }
        return found
    }
}
