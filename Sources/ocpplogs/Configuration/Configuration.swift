import Capture
import OCPPLog

/// All that `serve` can be told, as a value. The file and the options fill it in; nothing else reads the world.
struct Configuration: Sendable {
    /// Where charging stations connect; at least one.
    var listeners = [ListenerConfiguration(address: HostPort(host: "127.0.0.1", port: 9000))]
    /// Where pages and API are served.
    var http = HostPort(host: "127.0.0.1", port: 8080)
    /// Who else may use the API.
    var api = APIConfiguration()
    /// The data directory.
    var data = Configuration.defaultData
    /// So many entries are sealed together; nil: as many as are best. Only tests ask for fewer.
    var segmentEntries: Int?
    /// The management systems behind the proxy; none: this program is the controller.
    var upstreams: [UpstreamConfiguration] = []
    /// What the controller decides.
    var controller = ControllerConfiguration()
    var sites: [Site] = []
    /// How long an answer may take before a request counts as unanswered.
    var answerTimeout = TimeSpan(seconds: 30)
    var limits = LimitsConfiguration()
    /// How long entries are kept, and how large the log may become.
    var retention = Retention()

    /// Whether rules look at what is recorded.
    var findings = true

    /// How the program writes its own log.
    var log = LogSettings()

    /// Files of readiness profiles, beside those that are built in.
    var profiles: [String] = []

    /// Who is told of what.
    var alerts = AlertsConfiguration()

    static let defaultData = "./ocpplogs-data"
}

/// Who may use the API beside programs of this machine.
struct APIConfiguration: Sendable, Hashable {
    /// Web pages of other places: scheme, host and port.
    var allowedOrigins: [String] = []
}

/// One address that charging stations connect to.
struct ListenerConfiguration: Sendable, Hashable {
    var address: HostPort
    /// How stations prove there who they are.
    var policy = SecurityPolicy()
    /// The profiles over TLS have it.
    var tls: ServerFiles?
}

/// Files in PEM for TLS towards charging stations.
struct ServerFiles: Sendable, Hashable {
    var certificate: String
    var key: String
    /// The authorities of the stations' certificates; profile 3 has it.
    var clientAuthorities: String?
}

/// A management system, and which charging stations it is for.
struct UpstreamConfiguration: Sendable, Hashable {
    var url: String
    /// Patterns of identities; none: all.
    var chargers: [Glob] = []
    /// None: all.
    var sites: [SiteID] = []
    var tls = UpstreamFiles()
    /// Whether stations and management system may agree on compression.
    var passesCompression = true
}

/// Files in PEM and the name for TLS towards a management system; all are optional.
struct UpstreamFiles: Sendable, Hashable {
    var authorities: String?
    var certificate: String?
    var key: String?
    var serverName: String?

    /// Whether any file is named.
    var names: Bool { authorities != nil || certificate != nil || key != nil }
}

/// What the controller decides.
struct ControllerConfiguration: Sendable {
    var admission = AdmissionPolicy.all
    var boot = BootPolicy()
    var idTags = IDTagPolicy.acceptAll
}

/// The bounds that a site may want to change; nil is no limit.
struct LimitsConfiguration: Sendable, Hashable {
    var connections = 20_000
    var connectionsPerAddress: Int?
    var handshakeTime = TimeSpan(seconds: 10)
    /// In bytes.
    var messageSize = 1 << 20
    var idleTime: TimeSpan?
    /// A silent peer is asked after this time whether it is still there.
    var keepAliveTime = TimeSpan(seconds: 60)
    /// How long what is on its way may take when one side of a connection has gone.
    var closingTime = TimeSpan(seconds: 5)
    /// How long the program may take to end in order.
    var stopTime = TimeSpan(seconds: 60)
}
