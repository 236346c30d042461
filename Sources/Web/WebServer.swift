import Hummingbird
public import Logging
public import OCPPLog

/// Serves the pages and the HTTP API from one store.
public struct WebServer: Sendable {
    private let store: any EntryStore
    private let settings: WebSettings
    private let logger: Logger
    private let uploads: UploadShelf

    /// A server that is not running yet.
    public init(store: any EntryStore, settings: WebSettings, logger: Logger) {
        self.store = store
        self.settings = settings
        self.logger = logger
        uploads = UploadShelf(now: settings.now)
    }

    /// Serves until the surrounding service group shuts down gracefully; requests that are under way are answered.
    /// - Parameter listening: called once, with the port, when connections are accepted.
    /// - Throws: ``BindError`` when the address cannot be listened at.
    public func run(listening: @escaping @Sendable (_ port: Int) async -> Void) async throws {
        let progress = Progress()
        let application = try application { port in
            await progress.begin()
            await listening(port)
        }
        do {
            try await uploads.whileSwept { try await application.run() }
        } catch {
            guard await progress.isListening else {
                throw BindError(host: settings.host, port: settings.port, cause: error)
            }
            throw error
        }
    }

    /// The application around ``router()``, with the bounds of ``WebLimits``.
    func application(listening: @escaping @Sendable (_ port: Int) async -> Void) throws -> some ApplicationProtocol {
        Application(
            router: try router(),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ClientWatch()],
                    idleTimeout: .seconds(WebLimits.idleSeconds),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: WebLimits.headerField, maxHeaderListSize: WebLimits.headerList,
                        maxHeaderFieldCount: WebLimits.headerCount))),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), backlog: WebLimits.backlog,
                availableConnectionsDelegate: .maximum(WebLimits.connections, logger: logger)),
            onServerRunning: { channel in await listening(channel.localAddress?.port ?? settings.port) },
            logger: logger)
    }

    /// Every route behind its checks.
    /// - Throws: when a template or style sheet that belongs to the program is missing.
    func router() throws -> Router<WebContext> {
        try Routes(store: store, settings: settings, logger: logger, uploads: uploads).router()
    }

    /// Whether the server came as far as listening: an error before that is one of the address.
    private actor Progress {
        private(set) var isListening = false

        func begin() {
            isListening = true
        }
    }

    /// The address cannot be listened at: the port is in use, or belongs to the system.
    public struct BindError: Error, Sendable, CustomStringConvertible {
        /// The host that was asked for.
        public var host: String
        /// The port that was asked for.
        public var port: Int
        /// What the system said.
        public var cause: any Error

        /// The address and what the system said, in one sentence without a full stop.
        public var description: String {
            let address = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
            return "pages and API cannot be served at \(address): \(reason)"
        }

        /// `Address already in use` of "bind(descriptor:ptr:bytes:): Address already in use) (errno: 98)"; another text
        /// whole.
        private var reason: String {
            let text = String(describing: cause)
            guard let match = text.firstMatch(of: /\): (.+?)\)? \(errno: [0-9]+\)/) else { return text }
            return String(match.1)
        }
    }
}
