import HTTPTypes
import Hummingbird
import Logging
import OCPPLog

/// Every address that is served, and the checks before it.
struct Routes: Sendable {
    let store: any EntryStore
    let settings: WebSettings
    let logger: Logger
    let uploads: UploadShelf

    /// - Throws: when a template or style sheet is missing.
    func router() throws -> Router<WebContext> {
        let assets = try Assets()
        let templates = try Templates(assets: assets)
        let logs = LogsHandler(store: store, settings: settings, templates: templates)
        let frames = FrameHandler(store: store)
        let compare = CompareHandler(store: store, settings: settings, templates: templates)
        let chargers = ChargersHandler(store: store, settings: settings, templates: templates)
        let charger = ChargerHandler(store: store, settings: settings, templates: templates)
        let sequence = SequenceHandler(store: store, settings: settings, templates: templates)
        let errors = ErrorsHandler(store: store, settings: settings, templates: templates)
        let configuration = ConfigurationHandler(store: store, settings: settings, templates: templates)
        let transactions = TransactionsHandler(store: store, settings: settings, templates: templates)
        let transaction = TransactionHandler(store: store, settings: settings, templates: templates)
        let analysis = AnalysisHandler(store: store, settings: settings, templates: templates)
        let readiness = ReadinessHandler(store: store, settings: settings, templates: templates)
        let answers = AnswerShelf(now: settings.now)
        let health = HealthHandler(settings: settings, more: [answers])
        let forms = FormAccess(sessions: Sessions(token: settings.token, now: settings.now))
        let entry = EntryHandler(store: store, settings: settings, templates: templates, access: forms)
        let menus = RowMenuHandler(store: store, settings: settings, templates: templates, access: forms)
        let pins = PinHandler(store: store, settings: settings, templates: templates, access: forms)
        let signIn = SignInHandler(
            access: forms, templates: templates, notices: { [settings] in HealthNotice.all(settings) })
        let call = CallHandler(
            store: store, settings: settings, templates: templates, access: forms, answers: answers)
        let levels = SettingsHandler(settings: settings, templates: templates, access: forms)
        let imports = ImportHandler(settings: settings, templates: templates, access: forms, uploads: uploads)

        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: ForeignOrigins(allowed: settings.allowedOrigins))
        router.add(middleware: GzipMiddleware())
        router.add(middleware: ThemeMiddleware())
        router.add(middleware: ZoneMiddleware(now: settings.now))
        router.add(middleware: ProblemMiddleware(errorPage: ErrorPage(templates: templates)))
        router.add(
            middleware: AccessMiddleware(
                access: Access(token: settings.token, origins: settings.allowedOrigins, forms: forms)))

        add(APIOperations.all(store: store, settings: settings, logger: logger), to: router)
        /// Where forms are sent; ``FormAccess`` says who may.
        let sent: [String: @Sendable (Request, WebContext) async throws -> Response] = [
            FormAccess.level: levels.setLevel, FormAccess.signIn: signIn.signIn, FormAccess.signOut: signIn.signOut,
            FormAccess.upload: imports.upload, FormAccess.takeOver: imports.takeOver,
            FormAccess.discard: imports.discard, FormAccess.theme: ThemeMiddleware.choose,
            FormAccess.call: call.send, FormAccess.pin: pins.send,
        ]
        let served: [(String, @Sendable (Request, WebContext) async throws -> Response)] = [
            ("/", { _, _ in .redirect(to: "/logs") }),
            ("/logs", logs.page),
            ("/entries/:id", entry.page),
            ("/entries/:id/menu", menus.page),
            ("/entries/:id/request", frames.request),
            ("/entries/:id/response", frames.response),
            ("/compare", compare.page),
            ("/pins", pins.page),
            ("/chargers", chargers.page),
            ("/chargers/:id", charger.page),
            ("/chargers/:id/sequence", sequence.page),
            ("/chargers/:id/errors", errors.page),
            ("/chargers/:id/call", call.page),
            ("/chargers/:id/configuration", configuration.page),
            ("/transactions", transactions.page),
            ("/transactions/:id", transaction.page),
            ("/analysis", analysis.page),
            ("/readiness", readiness.page),
            ("/readiness/report", readiness.report),
            ("/settings", levels.page),
            ("/import", imports.page),
            ("/sign-in", signIn.page),
            ("/static/:hash/:name", assets.file),
            ("/healthz", health.health),
            ("/readyz", health.readiness),
            ("/metrics", health.metrics),
        ]
        for (path, answer) in served {
            router.get(RouterPath(path), use: answer)
            if let form = sent[path] { router.post(RouterPath(path), use: form) }
            refuseOthers(RouterPath(path), than: [.get, .head] + (sent[path] == nil ? [] : [.post]), in: router)
        }
        for (path, answer) in sent where !served.contains(where: { $0.0 == path }) {
            router.post(RouterPath(path), use: answer)
            refuseOthers(RouterPath(path), than: [.post], in: router)
        }
        return router
    }

    /// Serves operations; their paths answer other methods with those that there are.
    private func add(_ operations: [APIOperation], to router: Router<WebContext>) {
        var methods: [String: [HTTPRequest.Method]] = [:]
        for operation in operations {
            router.on(RouterPath(operation.path), method: operation.method, use: operation.respond)
            methods[operation.path, default: []] += operation.method == .get ? [.get, .head] : [operation.method]
        }
        for (path, allowed) in methods { refuseOthers(RouterPath(path), than: allowed, in: router) }
    }

    private static let methods: [HTTPRequest.Method] =
        [
            .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect,
        ] + ["QUERY"].compactMap { HTTPRequest.Method($0) }

    private func refuseOthers(
        _ path: RouterPath, than allowed: [HTTPRequest.Method], in router: Router<WebContext>
    ) {
        for method in Self.methods where !allowed.contains(method) {
            router.on(path, method: method) { _, _ -> Response in
                throw WebProblem.methodNotAllowed(allowed: allowed)
            }
        }
    }
}
