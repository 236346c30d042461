import OCPPLog
import WebSockets

/// All that `serve` can be told, as a value. The file and the options fill it in; nothing else reads the world.
struct Configuration: Sendable {
    /// Where charging stations connect.
    var ocpp = HostPort(host: "127.0.0.1", port: 9000)
    /// Where pages and API are served.
    var http = HostPort(host: "127.0.0.1", port: 8080)
    /// The data directory.
    var data = Configuration.defaultData
    /// The management system behind the proxy; nil: this program is the controller.
    var upstream: Upstream?
    var sites: [Site] = []
    /// How long an answer may take before a request counts as unanswered.
    var answerTimeout = TimeSpan(seconds: 30)
    /// What the controller tells stations to wait between heartbeats.
    var heartbeatInterval = TimeSpan(seconds: 300)

    /// How the program writes its own log.
    var log = LogSettings()

    static let defaultData = "./ocpplogs-data"
}
