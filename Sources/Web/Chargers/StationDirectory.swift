import OCPP
import OCPPLog

/// The charging stations that are connected or in the log, for API and pages alike.
struct StationDirectory: Sendable {
    let store: any EntryStore
    let settings: WebSettings

    /// Which stations are wanted.
    struct Question: Sendable {
        /// At most so many.
        var limit: Int
        /// Those after this identity.
        var after: [UInt8]?
        /// A site by its id; nil: all.
        var site: String?
        /// Connected ones, or those that are not; nil: both.
        var isConnected: Bool?
        /// Identities that match; nil: all.
        var name: Glob?
    }

    /// What is known of one station.
    struct Station: Sendable {
        var charger: ChargerID
        var site: SiteID
        var connectedSince: Timestamp?
        var lastSeen: Timestamp?
        var version: OCPPVersion?
        var boot: StationBoot?
    }

    /// Stations by identity, byte by byte.
    /// - Returns: the stations, and after which one there are more.
    func list(_ question: Question) async throws -> (stations: [Station], next: ChargerID?) {
        let connected = settings.presence?.connectedSince ?? [:]
        let chosen = try await identities(connected, all: question.isConnected != true).filter { charger in
            if let wants = question.isConnected, wants != (connected[charger] != nil) { return false }
            if let site = question.site, settings.sites.site(of: charger).id.rawValue != site { return false }
            if let name = question.name, !name.matches(charger.rawValue) { return false }
            return question.after.map { $0.lexicographicallyPrecedes(charger.rawValue.utf8) } ?? true
        }
        var stations: [Station] = []
        let boots = try await boots()
        for charger in chosen.prefix(question.limit) {
            stations.append(try await station(charger, since: connected[charger], boots))
        }
        return (stations, chosen.count > question.limit ? chosen[question.limit - 1] : nil)
    }

    /// One station; nil where it is neither connected nor in the log.
    func one(_ charger: ChargerID) async throws -> Station? {
        let since = settings.presence?.connectedSince[charger]
        let known = try await station(charger, since: since, try await boots())
        return known.lastSeen != nil || since != nil ? known : nil
    }

    /// A station with entries is counted once, whatever the case of its letters.
    private func identities(_ connected: [ChargerID: Timestamp], all: Bool) async throws -> [ChargerID] {
        var found = Set(connected.keys)
        if all, let counting = settings.counting {
            let facets = try await counting.facets(
                Selection(sites: settings.sites), fields: [.charger], limit: Facet.mostValues
            ).counts
            found.formUnion(facets.flatMap(\.values).map { ChargerID($0.text) })
        }
        return found.sorted { $0.rawValue.utf8.lexicographicallyPrecedes($1.rawValue.utf8) }
    }

    /// What stations said when they last booted, by their folded identity. The store knows it without a search for each.
    private func boots() async throws -> [String: StationBoot] {
        guard let source = store as? any BootSource else { return [:] }
        return try await source.boots().latest()
    }

    private func station(
        _ charger: ChargerID, since: Timestamp?, _ boots: [String: StationBoot]
    ) async throws -> Station {
        let isIt = Query.charger(charger)
        let newest = try await store.search(Search(isIt, limit: 1, sites: settings.sites)).entries.first
        let boot = boots[CaseFolding.fold(charger.rawValue)]
        return Station(
            charger: charger, site: settings.sites.site(of: charger).id, connectedSince: since,
            lastSeen: newest?.datetime, version: boot?.version ?? newest?.version, boot: boot)
    }
}
