import HTTPTypes
import Hummingbird

/// Web pages of other places that may use the API through their visitors' browsers (CORS). None, unless configured.
struct ForeignOrigins: RouterMiddleware {
    /// As browsers write them: scheme, host and port.
    let allowed: Set<String>

    /// The origin that a request comes from, where it is one that may use the API.
    private func origin(of request: Request) -> String? {
        guard !allowed.isEmpty, request.uri.path.hasPrefix("/api/"), let origin = request.headers[.origin],
            allowed.contains(origin.lowercased())
        else { return nil }
        return origin
    }

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard let origin = origin(of: request) else { return try await next(request, context) }
        let isQuestion = request.method == .options && request.headers[.accessControlRequestMethod] != nil
        var response = isQuestion ? Response(status: .noContent) : try await next(request, context)
        response.headers[.accessControlAllowOrigin] = origin
        response.headers[.vary] = [response.headers[.vary], "Origin"].compactMap(\.self).joined(separator: ", ")
        if isQuestion {
            response.headers[.accessControlAllowMethods] = "GET, HEAD, POST, PUT"
            response.headers[.accessControlAllowHeaders] = "Authorization, Content-Type, Last-Event-ID"
            response.headers[.accessControlMaxAge] = "600"
        } else {
            response.headers[.accessControlExposeHeaders] = "Allow, Content-Disposition, Retry-After"
        }
        return response
    }
}
