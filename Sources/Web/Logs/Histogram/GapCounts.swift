import OCPP
import OCPPLog

/// Times at which frames could not be recorded, as their gap entries tell: those that touch are one.
struct GapCounts: Sendable, Hashable {
    /// One such time.
    struct Gap: Sendable, Hashable {
        var from: Timestamp
        /// When the last frame was lost.
        var to: Timestamp
        /// When the last of its entries begins.
        var lastFrom: Timestamp
        var frames: Int
        var stations: Set<ChargerID>

        fileprivate init(_ entry: Entry) {
            from = entry.datetime
            to = max(entry.datetime, entry.gapEnd ?? entry.datetime)
            lastFrom = entry.datetime
            frames = max(0, entry.missing ?? 0)
            stations = [entry.chargerID]
        }
    }

    /// So many gap entries are read, the newest: an outage leaves one of each station.
    static let mostRead = 500
    /// A gap that began so long before a stretch of time may reach into it.
    private static let lookback = Duration.seconds(86_400)

    /// The oldest first.
    var gaps: [Gap] = []
    /// Whether there are more entries than were read.
    var isCut = false
    /// What finds their entries.
    var query: Query

    /// - Parameter query: of it the conditions on charging stations and sites are kept.
    static func find(
        _ query: Query, _ time: TimeChoice, store: any EntryStore, sites: SiteDirectory
    ) async throws -> GapCounts {
        let gap = Query.literal(.kind, EntryKind.gap.rawValue)
        let places = places(in: query)
        let asked = places.isEmpty ? gap : .and([gap] + places)
        let page = try await store.search(
            Search(
                asked, from: time.from.map { $0.advanced(by: .zero - lookback) }, to: time.to, limit: mostRead,
                sites: sites))
        var found = GapCounts(isCut: page.next != nil, query: asked)
        for entry in page.entries.reversed() { found.take(Gap(entry)) }
        return found
    }

    private mutating func take(_ gap: Gap) {
        guard let last = gaps.indices.last, gap.from <= gaps[last].to else { return gaps.append(gap) }
        gaps[last].to = max(gaps[last].to, gap.to)
        gaps[last].lastFrom = max(gaps[last].lastFrom, gap.lastFrom)
        let (sum, overflow) = gaps[last].frames.addingReportingOverflow(gap.frames)
        gaps[last].frames = overflow ? .max : sum
        gaps[last].stations.formUnion(gap.stations)
    }

    /// The conditions that every entry of a query fulfils and that say nothing but where.
    static func places(in query: Query) -> [Query] {
        if case .and(let parts) = query { return parts.flatMap(places) }
        return isPlace(query) ? [query] : []
    }

    private static func isPlace(_ query: Query) -> Bool {
        switch query {
        case .field(let field, _): field == .charger || field == .site
        case .not(let part): isPlace(part)
        case .and(let parts), .or(let parts): !parts.isEmpty && parts.allSatisfy(isPlace)
        case .everything, .text: false
        }
    }
}
