import ArgumentParser
import Logging
import WebSockets

/// `ocpplogs serve`: stands on the wire, records, and serves the pages, in one process.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Records the traffic of charging stations and serves the pages and the API.",
        discussion: """
            With --upstream it is a transparent proxy before that management system; without, it is the controller and \
            answers the stations itself. Options override the configuration file.

            Examples:
              ocpplogs serve
              ocpplogs serve --ocpp 0.0.0.0:9000 --upstream wss://csms.example/ocpp
              ocpplogs serve --config /etc/ocpplogs.yaml --data /var/lib/ocpplogs
              ocpplogs serve --log-format json --log-level warning
            """)

    @Option(help: .init("Where charging stations connect (default: 127.0.0.1:9000).", valueName: "host:port"))
    var ocpp: HostPort?

    @Option(
        help: .init(
            "Where pages and API are served; a loopback address (default: 127.0.0.1:8080).", valueName: "host:port"))
    var http: HostPort?

    @Option(help: .init("The data directory (default: ./ocpplogs-data).", valueName: "dir"))
    var data: String?

    @Option(help: .init("A configuration file in YAML.", valueName: "file"))
    var config: String?

    @Option(
        help: .init("The management system behind the proxy: ws://host:port/path or wss://….", valueName: "url"))
    var upstream: String?

    @Option(help: .init("How the program writes its own log: text or json (default: text).", valueName: "format"))
    var logFormat: LogSettings.Format?

    @Option(
        help: .init(
            "The least important lines of it: trace, debug, info, notice, warning, error or critical (default: notice).",
            valueName: "level"), transform: Self.level)
    var logLevel: Logger.Level?

    @Option(
        help: .init(
            "So many entries are sealed together: few of them, so that a test sees many seals.", visibility: .private))
    var segmentEntries: Int?

    func run() async throws {
        try await Composition(configuration: effectiveConfiguration()).serve()
    }

    private func effectiveConfiguration() throws -> Configuration {
        var configuration = try config.map(ConfigurationFile.read) ?? Configuration()
        if let ocpp {
            guard configuration.listeners.count == 1 else {
                throw CommandFailure.usage("--ocpp: the configuration file names several addresses; change it there")
            }
            configuration.listeners[0].address = ocpp
        }
        if let http { configuration.http = http }
        if let data { configuration.data = data }
        if let upstream { configuration.upstreams = [UpstreamConfiguration(url: try Self.checked(upstream))] }
        configuration.segmentEntries = segmentEntries
        if let logFormat { configuration.log.format = logFormat }
        if let logLevel { configuration.log.level = logLevel }
        return configuration
    }

    @Sendable private static func level(_ word: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: word.lowercased()) else {
            let words = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("\"\(word)\" is none of \(words)")
        }
        return level
    }

    private static func checked(_ url: String) throws -> String {
        do {
            _ = try Upstream(url: url)
            return url
        } catch let error as Upstream.InvalidURL {
            // Query and user name may be secrets.
            let shown = url.contains("@") ? "" : " \(url.prefix { $0 != "?" })"
            throw CommandFailure.usage("--upstream\(shown): \(error)")
        }
    }
}

extension LogSettings.Format: ExpressibleByArgument {}
