import HTTPTypes
import Hummingbird

/// Adds to every answer, errors included, what browsers may do with it: as good as nothing.
struct SecurityHeaders: RouterMiddleware {
    /// Nothing from elsewhere, nothing inline, in nobody's frame.
    static let contentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'"

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // The answer to HEAD says how long the other would be and is empty, whoever made it.
        if request.method == .head { response = response.createHeadResponse() }
        response.headers[.contentSecurityPolicy] = Self.contentPolicy
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.crossOriginResourcePolicy] = "same-origin"
        // Queries stand in addresses, and name id tags and charging stations: no other place is told them. Forms of these
        // pages do say where they come from, which is how those of other pages are told apart.
        if let referrerPolicy = HTTPField.Name("Referrer-Policy") { response.headers[referrerPolicy] = "same-origin" }
        if !response.headers.contains(.cacheControl) { response.headers[.cacheControl] = "no-store" }
        return response
    }
}
