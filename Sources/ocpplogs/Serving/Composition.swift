import Capture
import EmbeddedStore
import Logging
import NIOCore
import NIOPosix
import OCPP
import OCPPLog
import ServiceLifecycle
import UnixSignals
import Web
import WebSockets

/// Puts the parts of `serve` together and runs them until a signal comes.
struct Composition {
    let configuration: Configuration

    /// Returns after SIGTERM or SIGINT, when everything that was captured is written.
    /// - Throws: ``CommandFailure`` when something is in the way.
    func serve() async throws {
        let output = LogOutput()
        defer { output.flush() }
        let logger = configuration.log.logger("ocpplogs", to: output)
        try checkHost()
        try checkUpstream()
        let store = try StoreOpening.forWriting(configuration.data, logger: logger)
        let directory = DataDirectory(path: configuration.data)
        var random = SystemRandomNumberGenerator()
        let token = try directory.accessToken(using: &random)
        try directory.keep(configuration.sites)
        let sites = SiteDirectory(configuration.sites)
        let recorder = Recorder(store: store, sites: sites, now: SystemTime.now, logger: logger)
        let role = try role(directory, logger)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
        let capture = try await bind(role, recorder, on: group, logger)
        let port = OCPPPort(HostPort(host: configuration.ocpp.host, port: capture.localPorts.first ?? 0))
        let settings = try webSettings(
            sites, token, capture, health: [recorder, store, port], metrics: [recorder, store])
        let web = WebServer(store: store, settings: settings, logger: logger)
        let services: [any Service] = [
            StoreService(store: store), RecorderService(recorder: recorder),
            CaptureService(capture: capture, port: port),
            WebService(web: web) { port in announce(ocppPort: capture.localPorts.first ?? 0, httpPort: port) },
        ]
        try await run(services)
        try await group.shutdownGracefully()
    }

    private func run(_ services: [any Service]) async throws {
        // A part that fails ends the others in their order: what is captured is still written.
        let parts = services.map {
            ServiceGroupConfiguration.ServiceConfiguration(
                service: $0, successTerminationBehavior: .gracefullyShutdownGroup,
                failureTerminationBehavior: .gracefullyShutdownGroup)
        }
        // The group's own messages say again what is said here.
        let silent = Logger(label: "ocpplogs.services") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(
            configuration: .init(services: parts, gracefulShutdownSignals: [.sigterm, .sigint], logger: silent))
        do {
            try await group.run()
        } catch let error as WebServer.BindError {
            throw CommandFailure.usage("--http \(configuration.http): \(error)")
        } catch let error as StoreError {
            throw CommandFailure.server("the store failed: \(error.sentence)")
        }
    }

    /// Before anything is touched: a mistake in an option leaves no data directory behind.
    private func checkHost() throws {
        do throws(WebSettings.HostError) {
            try WebSettings.checkHost(configuration.http.host)
        } catch {
            throw CommandFailure.usage("--http \(configuration.http): \(error)")
        }
    }

    /// A proxy before itself would dial in circles until something runs out.
    private func checkUpstream() throws {
        guard let upstream = configuration.upstream, upstream.port == configuration.ocpp.port else { return }
        let own = ["127.0.0.1", "::1", "localhost", "0.0.0.0", "::"]
        guard
            upstream.host == configuration.ocpp.host
                || (own.contains(upstream.host.lowercased()) && own.contains(configuration.ocpp.host.lowercased()))
        else { return }
        throw CommandFailure.usage("--upstream \(upstream.url): this is the address of the proxy itself")
    }

    private func webSettings(
        _ sites: SiteDirectory, _ token: String, _ capture: CaptureServer, health: [any HealthSource],
        metrics: [any MetricsSource]
    ) throws -> WebSettings {
        let ocpp = HostPort(host: configuration.ocpp.host, port: capture.localPorts.first ?? 0)
        return try WebSettings(
            host: configuration.http.host, port: configuration.http.port, sites: sites, token: token,
            ocppURL: "ws://\(ocpp)", isProxy: configuration.upstream != nil, health: health, metrics: metrics,
            now: SystemTime.now)
    }

    private func bind(
        _ role: CaptureRole, _ recorder: Recorder, on group: any EventLoopGroup, _ logger: Logger
    ) async throws -> CaptureServer {
        let settings = CaptureSettings(
            sink: recorder, now: SystemTime.now,
            newConnectionID: { ConnectionID(rawValue: .random(in: .min ... .max)) },
            callTimeout: configuration.answerTimeout.duration)
        do {
            return try await CaptureServer.bind(
                listeners: [ListenerSettings(host: configuration.ocpp.host, port: configuration.ocpp.port)],
                role: role, settings: settings, group: group, logger: logger)
        } catch let error as Listener.BindError {
            throw CommandFailure.usage("--ocpp \(configuration.ocpp): \(error)")
        }
    }

    private func role(_ directory: DataDirectory, _ logger: Logger) throws -> CaptureRole {
        if let upstream = configuration.upstream {
            return .proxy(Routes(to: upstream, sites: SiteDirectory(configuration.sites)))
        }
        return .controller(
            ControllerSettings(
                transactionNumbers: try KeptTransactionNumbers(directory: directory, logger: logger),
                boot: BootPolicy(otherwise: .init(.accepted, interval: configuration.heartbeatInterval.duration)),
                newUniqueID: { UniqueID(String(UInt128.random(in: .min ... .max), radix: 16)) }))
    }

    private func announce(ocppPort: Int, httpPort: Int) {
        let ocpp = HostPort(host: configuration.ocpp.host, port: ocppPort)
        let http = HostPort(host: configuration.http.host, port: httpPort)
        let role =
            configuration.upstream.map { "proxy before \($0.url)" } ?? "controller: it answers the stations itself"
        Terminal.print(
            """
            OCPP Logs \(ProgramVersion.text) is recording.
              Charging stations   ws://\(ocpp)/IDENTITY
              Pages and API       http://\(http)
              Role                \(role)
              Data                \(configuration.data)
            """)
    }
}
