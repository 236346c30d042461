public import OCPP
public import OCPPLog
public import WebSockets

/// Which charging stations go on to one upstream.
public struct Route: Sendable {
    /// Where they go on to.
    public var upstream: Upstream
    /// Patterns of their identities; empty: any identity.
    public var chargers: [Glob]
    /// The sites they belong to; empty: any site.
    public var sites: [SiteID]

    /// A route; without patterns and sites every station takes it.
    public init(upstream: Upstream, chargers: [Glob] = [], sites: [SiteID] = []) {
        self.upstream = upstream
        self.chargers = chargers
        self.sites = sites
    }

    func takes(_ charger: ChargerID, of site: SiteID) -> Bool {
        (chargers.isEmpty || chargers.contains { $0.matches(charger.rawValue) })
            && (sites.isEmpty || sites.contains(site))
    }
}

/// The routes of a proxy in their order, and how the sites of charging stations are found.
public struct Routes: Sendable {
    /// The first that takes a station counts.
    public var routes: [Route]
    /// Which site a station belongs to.
    public var sites: SiteDirectory

    /// Routes in their order.
    public init(_ routes: [Route], sites: SiteDirectory = SiteDirectory()) {
        self.routes = routes
        self.sites = sites
    }

    /// One upstream for every station.
    public init(to upstream: Upstream, sites: SiteDirectory = SiteDirectory()) {
        self.init([Route(upstream: upstream)], sites: sites)
    }

    /// Where a station goes on to; nil where no route takes it.
    public func destination(of charger: ChargerID) -> (upstream: Upstream, site: SiteID)? {
        let site = sites.site(of: charger).id
        return routes.first { $0.takes(charger, of: site) }.map { ($0.upstream, site) }
    }
}
