import HTTPTypes
import Hummingbird

/// Lets a request pass only when ``Access`` does and its body is not announced as too large.
struct AccessMiddleware: RouterMiddleware {
    let access: Access

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        if let refusal = access.refusal(of: request.head) { throw refusal }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > WebLimits.body {
            throw WebProblem(
                .contentTooLarge, "too_large", "The request is too large",
                "A request may have a body of up to \(WebLimits.body) bytes.")
        }
        return try await next(request, context)
    }
}
