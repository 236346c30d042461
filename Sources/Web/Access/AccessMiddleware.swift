import HTTPTypes
import Hummingbird

/// Lets a request pass only when ``Access`` does and its body is not announced as too large.
struct AccessMiddleware: RouterMiddleware {
    let access: Access

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        if let refusal = access.refusal(of: request.head) { throw refusal }
        // Operations of the API and the page that takes files say themselves how much they read.
        if !request.uri.path.hasPrefix("/api/"), request.uri.path != FormAccess.upload,
            let length = request.headers[.contentLength].flatMap({ Int($0) }),
            length > WebLimits.body
        {
            throw WebProblem.tooLarge(limit: WebLimits.body)
        }
        return try await next(request, context)
    }
}
