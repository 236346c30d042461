import Capture
import EmbeddedStore
import Foundation
import Insights
import LogFormats
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
        let certificates = try Certificates(configuration)
        certificates.warn(logger)
        let roles = Roles(configuration: configuration, certificates: certificates)
        try roles.check()
        let profiles = try profiles()
        let senders = try configuration.alerts.targets.map { try AlertTargets.sender($0) }
        let store = try StoreOpening.forWriting(
            configuration.data, retention: configuration.retention,
            segmentEntries: configuration.segmentEntries, logger: logger)
        let directory = DataDirectory(path: configuration.data)
        var random = SystemRandomNumberGenerator()
        let token = try directory.accessToken(using: &random)
        try directory.keep(configuration.sites)
        let sites = SiteDirectory(configuration.sites)
        let levels = KeptLevels(directory: directory, logger: logger).levels(sites)
        let pins = KeptPins(directory: directory, logger: logger)
        let log = PinnedLog(store, pins)
        let tail = try await LiveTail.behind(
            store, sites: sites, answerTime: configuration.answerTimeout.duration,
            rules: configuration.alerts.rules.count)
        let findings = RecentFindings()
        let alerts = try AlertService.make(
            configuration.alerts, senders: senders, tail: tail, boots: store, findings: findings, logger: logger)
        let recorder = Recorder(
            store: store, sites: sites, levels: levels, tail: tail,
            examiner: await examiner(store, alerts == nil ? nil : findings, logger),
            now: SystemTime.now, logger: logger)
        let role = try roles.role(sites, directory, logger)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
        let pairing = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let capture = try await bind(
            roles.listeners(), role, recorder, directory, on: group, pairingOn: pairing.next(), logger)
        let ports = OCPPPorts(ocppURLs(capture.localPorts))
        var settings = try webSettings(
            sites, token, capture, store, log, health: [recorder, store, ports],
            metrics: [recorder, store, tail, CaptureMetrics(capture: capture)] + [alerts?.desk].compactMap(\.self))
        settings.tail = tail
        settings.levels = levels
        settings.pins = pins
        settings.retention = configuration.retention
        settings.formats = ExportFormat.all
        settings.profiles = profiles
        settings.alerts = alerts?.desk
        settings.program = ProgramName(version: ProgramVersion.text)
        let web = WebServer(store: log, settings: settings, logger: logger)
        let services: [(any Service)?] = [
            StoreService(store: store), RecorderService(recorder: recorder),
            WebService(web: web) { port in announce(ocppPorts: capture.localPorts, httpPort: port) },
            TailService(tail: tail), LevelService(levels: levels, logger: logger),
            // Ends before the pages: a request to a station that is still open has its end then, and nothing waits for it.
            CaptureService(capture: capture, ports: ports),
            ReloadService(certificates: certificates, logger: logger), alerts,
            StopLimit(limit: configuration.limits.stopTime, output: output, logger: logger),
        ]
        try await run(services.compactMap(\.self))
        try await group.shutdownGracefully()
        try await pairing.shutdownGracefully()
    }

    /// The rules that look at what is recorded, with what they have to remember; nil where nobody wants them.
    /// - Parameter recent: remembers what they find, for alerts.
    private func examiner(
        _ store: EmbeddedStore, _ recent: RecentFindings?, _ logger: Logger
    ) async -> (any EntryExaminer)? {
        guard configuration.findings else { return nil }
        var priming = FindingPriming(now: SystemTime.now(), logger: logger)
        if let recent { priming.note = { recent.note($0, in: $1) } }
        return await priming.examiner(store)
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

    private func webSettings(
        _ sites: SiteDirectory, _ token: String, _ capture: CaptureServer, _ store: EmbeddedStore,
        _ log: PinnedLog<EmbeddedStore>, health: [any HealthSource],
        metrics: [any MetricsSource]
    ) throws -> WebSettings {
        try WebSettings(
            host: configuration.http.host, port: configuration.http.port, sites: sites, token: token,
            ocppURL: ocppURLs(capture.localPorts).first, isProxy: !configuration.upstreams.isEmpty,
            calls: capture.sender,
            imports: ImportService(
                store: store, formats: ImportFormat.all.map(\.name), newExaminer: { FindingExaminer() }
            ) { wishes in
                ImportReader(ImportOptions(wishes, sites: sites))
            },
            counting: log, presence: capture, allowedOrigins: Set(configuration.api.allowedOrigins),
            health: health, metrics: metrics, now: SystemTime.now)
    }

    /// Those of the configuration, then those that are built in.
    private func profiles() throws -> [ReadinessProfile] {
        let own = try configuration.profiles.map { try ProfileFile.profile($0) }
        let names = Set(own.map(\.name))
        let builtIn = try BuiltInProfiles.all.map { try ProfileFile.parse($0.text, name: $0.name) }
        return own + builtIn.filter { !names.contains($0.name) }
    }

    private func bind(
        _ listeners: [ListenerSettings], _ role: CaptureRole, _ recorder: Recorder, _ directory: DataDirectory,
        on group: any EventLoopGroup, pairingOn pairingLoop: any EventLoop, _ logger: Logger
    ) async throws -> CaptureServer {
        let settings = CaptureSettings(
            sink: recorder, now: SystemTime.now,
            newConnectionID: { ConnectionID(rawValue: .random(in: .min ... .max)) },
            callTimeout: configuration.answerTimeout.duration,
            passwords: PasswordFile(directory: directory, logger: logger),
            pairingLoop: pairingLoop)
        do {
            return try await CaptureServer.bind(
                listeners: listeners, role: role, settings: settings, limits: Limits(configuration.limits),
                group: group, logger: logger)
        } catch let error as Listener.BindError {
            throw CommandFailure.usage("--ocpp: \(error)")
        }
    }

    private func ocppURLs(_ ports: [Int]) -> [String] {
        zip(configuration.listeners, ports).map { listener, port in
            let scheme = listener.tls == nil ? "ws" : "wss"
            return "\(scheme)://\(HostPort(host: listener.address.host, port: port))"
        }
    }

    private func announce(ocppPorts: [Int], httpPort: Int) {
        let http = HostPort(host: configuration.http.host, port: httpPort)
        let stations = ocppURLs(ocppPorts).map { "\($0)/IDENTITY" }.joined(
            separator: "\n" + String(repeating: " ", count: 22))
        Terminal.print(
            """
            OCPP Logs \(ProgramVersion.text) is recording.
              Charging stations   \(stations)
              Pages and API       http://\(http)
              Role                \(roleWords)
              Data                \(configuration.data)
            """)
    }

    private var roleWords: String {
        // The query of an upstream may hold a password.
        let urls = configuration.upstreams.map { String($0.url.prefix { $0 != "?" }) }
        guard let first = urls.first else { return "controller: it answers the stations itself" }
        return urls.count == 1 ? "proxy before \(first)" : "proxy before \(urls.count) upstreams, the first is \(first)"
    }
}
