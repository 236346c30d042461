import HTTPTypes
import Hummingbird
import Logging
import OCPPLog

/// Every address that is served, and the checks before it.
struct Routes: Sendable {
    let store: any EntryStore
    let settings: WebSettings
    let logger: Logger

    /// - Throws: when a template or style sheet is missing.
    func router() throws -> Router<WebContext> {
        let assets = try Assets()
        let templates = try Templates(assets: assets)
        let api = EntriesAPI(store: store, settings: settings)
        let logs = LogsHandler(store: store, settings: settings, templates: templates)
        let entry = EntryHandler(store: store, settings: settings, templates: templates)
        let health = HealthHandler(settings: settings)

        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: ProblemMiddleware(errorPage: ErrorPage(templates: templates)))
        router.add(middleware: AccessMiddleware(access: Access(token: settings.token)))

        let calls = CallsAPI(sender: settings.calls)
        router.post("/api/v1/chargers/:id/calls", use: calls.send)
        for method in [HTTPRequest.Method.get, .put, .patch, .delete, .options] {
            router.on("/api/v1/chargers/:id/calls", method: method) { _, _ -> Response in
                throw WebProblem.methodNotAllowed(allowed: [.post])
            }
        }

        let imports = ImportAPI(service: settings.imports)
        router.post("/api/v1/entries", use: imports.take)

        let served: [(RouterPath, @Sendable (Request, WebContext) async throws -> Response)] = [
            ("/", { _, _ in .redirect(to: "/logs") }),
            ("/logs", logs.page),
            ("/entries/:id", entry.page),
            ("/static/:name", assets.file),
            ("/api/v1/entries", api.list),
            ("/api/v1/entries/:id", api.one),
            ("/healthz", health.health),
            ("/readyz", health.readiness),
            ("/metrics", health.metrics),
        ]
        for (path, answer) in served {
            router.get(path, use: answer)
            let isWritten = path == "/api/v1/entries"
            for method in [HTTPRequest.Method.post, .put, .patch, .delete, .options]
            where !(isWritten && method == .post) {
                router.on(path, method: method) { _, _ -> Response in
                    throw WebProblem.methodNotAllowed(allowed: isWritten ? [.get, .head, .post] : [.get, .head])
                }
            }
        }
        return router
    }
}
