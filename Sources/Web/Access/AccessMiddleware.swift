import HTTPTypes
import Hummingbird

/// Lets a request pass only when ``Access`` does and its body is not announced as too large.
struct AccessMiddleware: RouterMiddleware {
    let access: Access

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        if let refusal = access.refusal(of: request.head) { throw refusal }
        let limit = isImport(request) ? WebLimits.importBody : WebLimits.body
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw WebProblem(
                .contentTooLarge, "too_large", "The request is too large",
                "A request may have a body of up to \(limit) bytes.")
        }
        return try await next(request, context)
    }

    /// The one body that is read piece by piece.
    private func isImport(_ request: Request) -> Bool {
        request.method == .post && request.uri.path == "/api/v1/entries"
    }
}
