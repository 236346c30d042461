import HTTPTypes

/// Who may send a form of a page: who is signed in, from a page of this server.
///
/// Cookies know no ports, and a browser calls every port of this machine the same site. So a cookie alone, however strict,
/// would let the page of another program of this machine send forms; that the browser names the page it comes from does not.
struct FormAccess: Sendable {
    static let signIn = "/sign-in"
    static let signOut = "/sign-out"
    static let call = "/call"
    static let pin = "/pins"
    static let level = "/settings/level"
    static let upload = "/import"
    static let takeOver = "/import/take"
    static let discard = "/import/discard"
    static let theme = "/theme"
    /// Where forms that change something are sent. Everything else that writes wants the token itself.
    private static let paths: Set<String> = [
        signIn, signOut, call, pin, level, upload, takeOver, discard, theme,
    ]

    let sessions: Sessions

    /// Whether a request brings a form to one of its addresses.
    static func isForm(_ request: HTTPRequest) -> Bool {
        guard request.method == .post, let path = request.path?.prefix(while: { $0 != "?" }) else { return false }
        return paths.contains(String(path))
    }

    /// Why a form is refused; nil when it may pass.
    func refusal(of request: HTTPRequest) -> WebProblem? {
        guard Self.isFromOwnPage(request) else {
            return WebProblem(
                .forbidden, "foreign_origin", "Forms are taken from pages of this server only",
                "The browser did not say that the form comes from here. Open the page here and send it again.")
        }
        // Nothing of the log depends on how pages look.
        let path = request.path?.prefix { $0 != "?" }
        guard path != Self.signIn[...], path != Self.theme[...], !isSignedIn(request) else { return nil }
        return WebProblem(
            .forbidden, Self.signInRequired, "Sign in first",
            "Nothing was changed. You are not signed in, or not any more: a session lasts twelve hours, and ends when the "
                + "program does.")
    }

    /// The code of the problem that signing in solves.
    static let signInRequired = "sign_in_required"

    /// Whether whoever sends a request is signed in on the pages.
    func isSignedIn(_ request: HTTPRequest) -> Bool {
        SessionCookie.id(in: request).map(sessions.isSignedIn) ?? false
    }

    private static func isFromOwnPage(_ request: HTTPRequest) -> Bool {
        let own = (request.authority ?? "").lowercased()
        let origins = request.headerFields[values: .origin].map { $0.lowercased() }
        let sites = HTTPField.Name("Sec-Fetch-Site").map { request.headerFields[values: $0] } ?? []
        return origins.count == 1 && ["http://\(own)", "https://\(own)"].contains(origins[0])
            && sites.allSatisfy { $0 == "same-origin" }
    }
}
