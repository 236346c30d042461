import HTTPTypes
import Hummingbird

/// Whether pages are light or dark for whoever asks, whatever their system says. It stands in a cookie, so that the server
/// writes it into the page and nothing flashes.
enum Theme: String, CaseIterable, Sendable {
    case light
    case dark

    /// That of the request which is being answered; nil: as the system says.
    @TaskLocal static var chosen: Theme?

    private static let cookie = "ocpplogs_theme"

    /// What a request brings.
    static func of(_ request: HTTPRequest) -> Theme? {
        let values = SessionCookie.values(of: cookie, in: request)
        return values.count == 1 ? values.first.flatMap(Theme.init(rawValue:)) : nil
    }

    /// What makes a browser keep a choice, or forget it.
    static func setting(_ theme: Theme?) -> String {
        "\(cookie)=\(theme?.rawValue ?? ""); Path=/; Max-Age=\(theme == nil ? 0 : 31_536_000); HttpOnly; SameSite=Lax"
    }
}

/// Lets pages know the theme of the request that they answer.
struct ThemeMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        try await Theme.$chosen.withValue(Theme.of(request.head)) { try await next(request, context) }
    }

    /// `POST /theme`: keeps a choice.
    @Sendable static func choose(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await FormBody.read(request, known: ["theme", "to"])
        let theme = Theme(rawValue: form["theme"] ?? "")
        var response = Response.redirect(to: OwnAddress.of(form["to"], else: "/settings"), type: .normal)
        response.headers[.setCookie] = Theme.setting(theme)
        return response
    }
}

/// A theme that can be chosen.
struct ThemeChoice: Sendable, Hashable {
    var value: String
    var label: String
    var isChosen: Bool

    /// Those that there are, for the request that is being answered.
    static var all: [ThemeChoice] {
        [ThemeChoice(value: "system", label: "As the system says", isChosen: Theme.chosen == nil)]
            + Theme.allCases.map {
                ThemeChoice(
                    value: $0.rawValue, label: $0 == .light ? "Light" : "Dark", isChosen: $0 == Theme.chosen)
            }
    }
}
