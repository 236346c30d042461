public import OCPP

/// All sites, and which one a charging station belongs to: the first whose patterns match, else `default`.
public struct SiteDirectory: Sendable {
    /// The configured sites in their order; `default` last unless it was configured.
    public let sites: [Site]
    private let fallback: Site
    private let isDefaultConfigured: Bool

    /// The configured sites, in their order.
    public init(_ sites: [Site] = []) {
        let fallback = sites.first { $0.id == .default } ?? Site(id: .default)
        self.fallback = fallback
        isDefaultConfigured = sites.contains { $0.id == .default }
        self.sites = sites.contains { $0.id == .default } ? sites : sites + [fallback]
    }

    /// The site of a charging station.
    public func site(of charger: ChargerID) -> Site {
        sites.first { site in site.chargers.contains { $0.matches(charger.rawValue) } } ?? fallback
    }

    /// Whether the configuration names a site; it need not name `default`.
    public func isConfigured(_ id: SiteID) -> Bool {
        id == .default ? isDefaultConfigured : sites.contains { $0.id == id }
    }

    /// The name of a site; its id where it is not configured (any more).
    public func name(of id: SiteID) -> String {
        sites.first { $0.id == id }?.name ?? id.rawValue
    }
}
