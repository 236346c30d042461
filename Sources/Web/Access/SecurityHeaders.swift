import HTTPTypes
import Hummingbird

/// Adds to every answer, errors included, what browsers may do with it: as good as nothing.
struct SecurityHeaders: RouterMiddleware {
    /// No scripts, no inline style, nothing from elsewhere, in nobody's frame.
    static let contentPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // The answer to HEAD says how long the other would be and is empty, whoever made it.
        if request.method == .head { response = response.createHeadResponse() }
        response.headers[.contentSecurityPolicy] = Self.contentPolicy
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.crossOriginResourcePolicy] = "same-origin"
        // Queries stand in addresses, and name id tags and charging stations.
        if let referrerPolicy = HTTPField.Name("Referrer-Policy") { response.headers[referrerPolicy] = "no-referrer" }
        if !response.headers.contains(.cacheControl) { response.headers[.cacheControl] = "no-store" }
        return response
    }
}
