import Capture
import Foundation
import Logging
import NIOCore
import OCPP
import OCPPLog
import WebSockets

/// What the configuration makes of the program on the wire: its listeners, and a proxy or a controller.
struct Roles {
    let configuration: Configuration
    let certificates: Certificates

    /// A proxy before itself would dial in circles until something runs out.
    func check() throws {
        for upstream in try routes().routes.map(\.upstream) {
            for listener in configuration.listeners where leads(upstream, to: listener.address) {
                throw CommandFailure.usage("--upstream \(upstream.url): this is the address of the proxy itself")
            }
        }
    }

    /// Where charging stations connect.
    func listeners() -> [ListenerSettings] {
        configuration.listeners.map { listener in
            ListenerSettings(
                host: listener.address.host, port: listener.address.port,
                tls: listener.tls.flatMap(certificates.server), policy: listener.policy)
        }
    }

    /// A proxy when there is an upstream, else the controller.
    func role(_ sites: SiteDirectory, _ directory: DataDirectory, _ logger: Logger) throws -> CaptureRole {
        guard configuration.upstreams.isEmpty else {
            var routes = try routes()
            routes.sites = sites
            return .proxy(routes)
        }
        return .controller(
            ControllerSettings(
                transactionNumbers: try KeptTransactionNumbers(directory: directory, logger: logger),
                admission: configuration.controller.admission, boot: configuration.controller.boot,
                idTags: configuration.controller.idTags, checkRequest: Self.check,
                newUniqueID: { UniqueID(UUID().uuidString.lowercased()) }))
    }

    private func routes() throws -> Routes {
        Routes(
            try configuration.upstreams.map { configured in
                do {
                    var upstream = try Upstream(url: configured.url, tls: certificates.upstream(configured.tls))
                    upstream.passesCompression = configured.passesCompression
                    return Route(upstream: upstream, chargers: configured.chargers, sites: configured.sites)
                } catch let error as Upstream.InvalidURL {
                    throw CommandFailure.usage("upstream: \(error)")
                }
            })
    }

    private func leads(_ upstream: Upstream, to own: HostPort) -> Bool {
        let names = ["127.0.0.1", "::1", "localhost", "0.0.0.0", "::"]
        return upstream.port == own.port
            && (upstream.host == own.host
                || (names.contains(upstream.host.lowercased()) && names.contains(own.host.lowercased())))
    }

    private static func check(
        _ action: Action, _ version: OCPPVersion, _ payload: [UInt8]
    ) -> [CallSendingError.Problem] {
        guard let schema = PayloadSchema.request(of: action, in: version) else { return [] }
        return SchemaCheck.problems(in: payload.span, against: schema).map {
            CallSendingError.Problem(pointer: $0.pointer, sentence: $0.sentence)
        }
    }
}

extension Limits {
    /// The bounds that a site may change, over the defaults.
    init(_ configured: LimitsConfiguration) {
        self.init()
        maximumConnections = configured.connections
        maximumConnectionsPerAddress = configured.connectionsPerAddress
        handshakeTimeout = .init(configured.handshakeTime.duration)
        maximumMessageBytes = configured.messageSize
        idleTimeout = configured.idleTime.map { .init($0.duration) }
        var keepAlive = KeepAlive()
        keepAlive.idle = .init(configured.keepAliveTime.duration)
        // Three questions in half the time again; the kernel counts in whole seconds.
        keepAlive.interval = max(.seconds(1), .init(configured.keepAliveTime.duration / 6))
        self.keepAlive = keepAlive
        closingTimeout = .init(configured.closingTime.duration)
    }
}
