import ArgumentParser
import WebSockets

/// `ocpplogs serve`: stands on the wire, records, and serves the pages, in one process.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Records the traffic of charging stations and serves the pages and the API.",
        discussion: """
            With --upstream it is a transparent proxy before that management system; without, it is the controller and \
            answers the stations itself. Options override the configuration file.
            """)

    @Option(help: "Where charging stations connect (default: 127.0.0.1:9000).")
    var ocpp: HostPort?

    @Option(help: "Where pages and API are served; a loopback address (default: 127.0.0.1:8080).")
    var http: HostPort?

    @Option(help: "The data directory (default: ./ocpplogs-data).")
    var data: String?

    @Option(help: "A configuration file in YAML.")
    var config: String?

    @Option(help: "The management system behind the proxy: ws://host:port/path or wss://….", transform: Self.upstream)
    var upstream: Upstream?

    func run() async throws {
        try await Composition(configuration: effectiveConfiguration()).serve()
    }

    private func effectiveConfiguration() throws -> Configuration {
        var configuration = try config.map(ConfigurationFile.read) ?? Configuration()
        if let ocpp { configuration.ocpp = ocpp }
        if let http { configuration.http = http }
        if let data { configuration.data = data }
        if let upstream { configuration.upstream = upstream }
        return configuration
    }

    @Sendable private static func upstream(_ url: String) throws -> Upstream {
        do {
            return try Upstream(url: url)
        } catch let error as Upstream.InvalidURL {
            throw ValidationError(error.description)
        }
    }
}
