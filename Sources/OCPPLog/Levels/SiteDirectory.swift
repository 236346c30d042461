public import OCPP

/// All sites, and which one a charging station belongs to: the first whose patterns match, else `default`.
public struct SiteDirectory: Sendable {
    /// The configured sites in their order; `default` last unless it was configured.
    public let sites: [Site]
    private let fallback: Site

    /// The configured sites, in their order.
    public init(_ sites: [Site] = []) {
        let fallback = sites.first { $0.id == .default } ?? Site(id: .default)
        self.fallback = fallback
        self.sites = sites.contains { $0.id == .default } ? sites : sites + [fallback]
    }

    /// The site of a charging station.
    public func site(of charger: ChargerID) -> Site {
        sites.first { site in site.chargers.contains { $0.matches(charger.rawValue) } } ?? fallback
    }

    /// The name of a site; its id where it is not configured (any more).
    public func name(of id: SiteID) -> String {
        sites.first { $0.id == id }?.name ?? id.rawValue
    }
}
