public import Insights
public import OCPP
public import OCPPLog

/// What pages and API need to know of the program around them.
public struct WebSettings: Sendable {
    /// The address to listen at: a loopback address or `localhost`.
    public let host: String
    /// The port to listen at; 0 lets the system choose a free one.
    public let port: Int
    /// The sites by name and level.
    public let sites: SiteDirectory
    /// What a request that changes something has to bring as its bearer token; an empty one lets nothing through.
    public let token: String
    /// Where charging stations connect, `ws://127.0.0.1:9000`, for the page that has nothing to show yet; nil when unknown.
    public let ocppURL: String?
    /// Whether the frames of charging stations are forwarded to a CSMS, and not answered here.
    public let isProxy: Bool
    /// Sends CALLs to charging stations; nil where nothing can be sent.
    public let calls: (any CallSender)?
    /// Takes over entries that something else recorded; nil where nothing can be taken over.
    public let imports: ImportService?
    /// Tells what is committed; nil where nothing can be watched.
    public var tail: LiveTail?
    /// The levels of sites, which may be changed; nil where they may not.
    public var levels: SiteLevels?
    /// The pins of entries; nil where nothing can be pinned. Whoever hands them in hands in a store that knows them
    /// (``PinnedLog``).
    public var pins: (any PinBoard)?
    /// How long entries are kept, as it is configured; nil where nobody says.
    public var retention: Retention?
    /// What entries are exported in; the first is the default. Without any nothing is exported.
    public var formats: [ExportFormat] = []
    /// Profiles that charging stations are checked against; the first is the default.
    public var profiles: [ReadinessProfile] = []
    /// Says how alerts are doing; nil where there are none.
    public var alerts: (any AlertSource)?
    /// The program and its version, as exported files name it.
    public var program = ProgramName()
    /// A client of a stream or an export that takes nothing for so long is cut off.
    public var stall = Duration.seconds(30)
    /// Counts entries; nil where nothing does.
    public let counting: (any EntryCounting)?
    /// Says which charging stations are connected; nil where nobody knows.
    public let presence: (any ChargerPresence)?
    /// Web pages of other places that may use the API: scheme, host and port, in small letters.
    public let allowedOrigins: Set<String>
    /// The parts that say how they are doing, on pages and to probes.
    public let health: [any HealthSource]
    /// The parts that have figures for monitoring.
    public let metrics: [any MetricsSource]
    /// The time of day, for "last hour" and the like.
    public let now: @Sendable () -> Timestamp

    /// The sites with the levels that are in force now.
    var sitesInForce: [Site] {
        sites.sites.map { site in
            var site = site
            site.level = levels?.standing(of: site.id)?.effective ?? site.level
            return site
        }
    }

    /// - Throws: when the host is no loopback address.
    public init(
        host: String = "127.0.0.1", port: Int, sites: SiteDirectory, token: String, ocppURL: String? = nil,
        isProxy: Bool = false, calls: (any CallSender)? = nil, imports: ImportService? = nil,
        counting: (any EntryCounting)? = nil, presence: (any ChargerPresence)? = nil, allowedOrigins: Set<String> = [],
        health: [any HealthSource] = [], metrics: [any MetricsSource] = [], now: @escaping @Sendable () -> Timestamp
    ) throws(HostError) {
        try Self.checkHost(host)
        self.host = host
        self.port = port
        self.sites = sites
        self.token = token
        self.ocppURL = ocppURL
        self.isProxy = isProxy
        self.calls = calls
        self.imports = imports
        self.counting = counting
        self.presence = presence
        self.allowedOrigins = Set(allowedOrigins.map { $0.lowercased() })
        self.health = health
        self.metrics = metrics
        self.now = now
    }

    /// Refuses a host that others than this machine could reach.
    public static func checkHost(_ host: String) throws(HostError) {
        guard LoopbackName.isLoopback(host) else { throw HostError(host: host) }
    }

    /// The host is not one that only this machine can reach.
    public struct HostError: Error, Sendable, Hashable, CustomStringConvertible {
        /// The host that was asked for.
        public var host: String

        /// What is wrong and why it is refused, in one sentence without a full stop.
        public var description: String {
            "pages and API are served on a loopback address only (127.0.0.1, ::1, localhost), not on \(host): "
                + "there are no accounts yet, so everybody who reaches them could read the whole log"
        }
    }
}
