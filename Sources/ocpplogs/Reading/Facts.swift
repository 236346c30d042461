import OCPP
import OCPPLog

/// A site as commands show it.
struct SiteFacts: Sendable {
    var id: String
    var name: String
    /// How much is kept; nil where that is not known.
    var level: String?
    /// Who says so, where that is known: `configuration`, `default`, `override`.
    var levelFrom: String?
    /// What the configuration says, where that is known.
    var configured: String?
    /// Until when, where the level ends by itself.
    var until: Timestamp?
    /// Patterns of the identities that belong to it.
    var chargers: [String] = []
}

/// A charging station as commands show it.
struct ChargerFacts: Sendable {
    var id: String
    var site: String
    /// Nil where that cannot be known: in a file, or in a directory without its server.
    var isConnected: Bool?
    /// The time of its newest entry.
    var lastSeen: Timestamp?
    var version: String?
    /// What it said of itself when it last booted.
    var vendor: String?
    var model: String?
    var firmware: String?
}

extension StoreSource {
    /// Those with entries; the newest entry of each is looked for.
    func chargers(limit: Int, meter: ProgressMeter) async throws -> [ChargerFacts] {
        let facets = try await store.facets(Selection(sites: sites), fields: [.charger], limit: Facet.mostValues)
        let names = facets.counts.flatMap(\.values).map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let asked = names.prefix(limit + 1)
        let boots = try await store.boots().latest()
        var found: [ChargerFacts] = []
        for (index, name) in asked.enumerated() {
            meter.show(index, of: asked.count, "charging stations")
            let isIt = Query.literal(.charger, name)
            let newest = try await store.search(Search(isIt, limit: 1, sites: sites)).entries.first
            var facts = ChargerFacts(id: name, site: sites.site(of: ChargerID(name)).id.rawValue)
            if let newest {
                (facts.lastSeen, facts.version, facts.site) = (
                    newest.datetime, newest.version.rawValue, newest.siteID.rawValue
                )
            }
            if let boot = boots[CaseFolding.fold(name)] {
                facts.version = boot.version.rawValue
                (facts.vendor, facts.model, facts.firmware) = (boot.vendor, boot.model, boot.firmware)
            }
            found.append(facts)
        }
        meter.clear()
        return found
    }
}
