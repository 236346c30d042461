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

    /// What the request of a BootNotification says: in 1.6 beside each other, in 2.x within `chargingStation`.
    mutating func take(boot: Entry) {
        version = boot.version.rawValue
        guard let payload = boot.request?.payloadBytes, let members = try? JSONMembers(of: Array(payload)) else {
            return
        }
        let station = members["chargingStation"].flatMap { try? JSONMembers(of: $0.bytes) } ?? members
        vendor = station["chargePointVendor"]?.text ?? station["vendorName"]?.text
        model = station["chargePointModel"]?.text ?? station["model"]?.text
        firmware = station["firmwareVersion"]?.text
    }
}

extension StoreSource {
    /// Those with entries; the newest entry and the last boot of each are looked for.
    func chargers(limit: Int, meter: ProgressMeter) async throws -> [ChargerFacts] {
        let facets = try await store.facets(Selection(sites: sites), fields: [.charger], limit: Facet.mostValues)
        let names = facets.counts.flatMap(\.values).map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let asked = names.prefix(limit + 1)
        var found: [ChargerFacts] = []
        for (index, name) in asked.enumerated() {
            meter.show(index, of: asked.count, "charging stations")
            let isIt = Query.field(.charger, [.glob(Glob(literal: name))])
            // One that could not be read says nothing of the station.
            let boots = Query.and([
                .field(.action, [.glob(Glob(literal: "BootNotification"))]),
                .not(.field(.kind, [.glob(Glob(literal: EntryKind.malformed.rawValue))])),
            ])
            let newest = try await store.search(Search(isIt, limit: 1, sites: sites)).entries.first
            let boot = try await store.search(Search(.and([isIt, boots]), limit: 1, sites: sites)).entries.first
            var facts = ChargerFacts(id: name, site: sites.site(of: ChargerID(name)).id.rawValue)
            if let newest {
                (facts.lastSeen, facts.version, facts.site) = (
                    newest.datetime, newest.version.rawValue, newest.siteID.rawValue
                )
            }
            if let boot { facts.take(boot: boot) }
            found.append(facts)
        }
        meter.clear()
        return found
    }
}
