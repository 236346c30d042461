import Hummingbird
import OCPP
import OCPPLog

/// What is counted beside the rows: entries over time and what is missing among them, the values of fields, the presets.
///
/// It has a time of its own: the rows do not wait for a count that takes long.
struct LogCounts: Sendable {
    /// Nil where the time was up, and where there is no stretch to count.
    var histogram: HistogramCounts?
    /// Each field without its own filter; nil where the time was up.
    var facets: [Facet]?
    var presets: PresetCounts?
    /// Nil where nothing is pinned.
    var pinned: PinnedCount?
    /// Where frames could not be recorded; nil where the time was up.
    var gaps: GapCounts?
    /// Whether the time was up before all was counted.
    var isPartial = false

    /// Of a server that counts nothing.
    static let none = LogCounts()

    /// So long a page may be kept waiting. Rows that are asked for alone do not wait at all.
    static let budget = Duration.milliseconds(250)

    /// Counts all of it at once.
    /// - Throws: what the store throws, and `CancellationError`; not that the time is up.
    static func count(
        _ query: Query, _ question: LogsQuestion, store: any EntryStore, settings: WebSettings, now: Timestamp
    ) async throws -> LogCounts {
        guard let counting = settings.counting else { return .none }
        let time = question.time
        let limit = question.look.countsAll ? WebLimits.searchTime : budget
        let selection = Selection(query, from: time.from, to: time.to, sites: settings.sites)
        async let histogram = inTime(limit) {
            try await HistogramCounts.count(selection, question, counting: counting, store: store, now: now)
        }
        async let facets = inTime(limit) { try await LogFacets.count(selection, counting) }
        async let presets = inTime(limit) {
            // Without a query the values of fields tell it as well.
            guard query != .everything else { return PresetCounts?.none }
            let all = Selection(from: time.from, to: time.to, sites: settings.sites)
            let answer = try await counting.facets(all, fields: PresetCounts.fields, limit: Facet.mostValues)
            return PresetCounts(answer.counts)
        }
        let hasPins = settings.pins.map { !$0.pins().pins.isEmpty } ?? false
        async let pinned = inTime(limit) {
            guard hasPins else { return Int?.none }
            let all = Selection(from: time.from, to: time.to, sites: settings.sites)
            return try await counting.counts(all, of: [PinnedCount.query]).counts.first
        }
        async let gaps = inTime(limit) {
            try await GapCounts.find(query, time, store: store, sites: settings.sites)
        }
        let found = try await (
            histogram: histogram, facets: facets, presets: presets, pinned: pinned, gaps: gaps
        )
        let values = query == .everything ? found.facets.map(PresetCounts.init) : found.presets ?? nil
        return LogCounts(
            histogram: found.histogram ?? nil, facets: found.facets, presets: values,
            pinned: hasPins ? PinnedCount(entries: found.pinned ?? nil) : nil, gaps: found.gaps,
            isPartial: found.histogram == nil || found.facets == nil || found.presets == nil || found.gaps == nil)
    }

    /// Nil when the time is up.
    private static func inTime<Value: Sendable>(
        _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value? {
        do {
            return try await TimeLimit.within(limit, work)
        } catch let problem as WebProblem where problem.code == WebProblem.timeout.code {
            return nil
        }
    }
}
