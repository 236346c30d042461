import HTTPTypes
import Hummingbird

/// `/sign-in` and `/sign-out`: the token is pasted once, and forms of pages may change something until the session ends.
struct SignInHandler: Sendable {
    let access: FormAccess
    let templates: Templates
    let notices: @Sendable () -> [HealthNotice]

    /// Where whoever signed in goes when they came from nowhere.
    private static let start = "/settings"

    /// What the template shows.
    struct Model: Sendable, Hashable {
        var frame: PageFrame
        /// Where to go afterwards.
        var to: String
        var isOpen: Bool
        var isSignedIn: Bool
        /// Why the last try did not succeed.
        var fault: String?
    }

    /// `GET /sign-in`
    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = try QueryString(page: request.uri.query, known: ["to"])
        return try show(request, to: parameters["to"])
    }

    /// `POST /sign-in`
    @Sendable func signIn(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await FormBody.read(request, known: ["token", "to"])
        let token = (form["token"] ?? "").drop { $0.isWhitespace }
        let end = token.lastIndex { !$0.isWhitespace }
        switch access.sessions.signIn(end.map { String(token[...$0]) } ?? "") {
        case .signedIn(let id):
            var response = Response.redirect(to: OwnAddress.of(form["to"], else: Self.start), type: .normal)
            response.headers[.setCookie] = SessionCookie.setting(id)
            return response
        case .wrong:
            return try show(
                request, to: form["to"], fault: "This is not the token. Take the whole line of the file.",
                status: .forbidden)
        case .tooMany(let wait):
            let seconds = max(1, wait.components.seconds + 1)
            var response = try show(
                request, to: form["to"],
                fault: "Too many wrong tokens were tried. Try again in \(seconds) s.", status: .tooManyRequests)
            response.headers[.retryAfter] = String(seconds)
            return response
        }
    }

    /// `POST /sign-out`
    @Sendable func signOut(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await FormBody.read(request, known: ["to"])
        SessionCookie.id(in: request.head).map(access.sessions.signOut)
        var response = Response.redirect(to: OwnAddress.of(form["to"], else: FormAccess.signIn), type: .normal)
        response.headers[.setCookie] = SessionCookie.forgetting
        return response
    }

    private func show(
        _ request: Request, to: String?, fault: String? = nil, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let model = Model(
            frame: templates.frame(
                title: "Sign in", skips: [.init(id: "sign-in", label: "Skip to the form")], notices: notices(),
                zone: .nowhere),
            to: OwnAddress.of(to, else: Self.start), isOpen: access.sessions.isOpen,
            isSignedIn: access.isSignedIn(request.head), fault: fault)
        return try templates.response(.signIn, model, status: status)
    }
}
