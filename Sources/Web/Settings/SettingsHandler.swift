import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `/settings`: the levels of sites and when they were changed, how long entries are kept, how the program is doing.
struct SettingsHandler: Sendable {
    let settings: WebSettings
    let templates: Templates
    let access: FormAccess

    /// What the history says of a level that was changed here: who it was is known when there are accounts.
    static let by = "page"
    private static let address = "/settings"

    /// `GET /settings`
    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = try QueryString(page: request.uri.query, known: ["site", "changed", "after"])
        let page = SettingsPage(
            frame: templates.frame(
                title: "Settings",
                skips: [
                    .init(id: "levels", label: "Skip to levels"), .init(id: "changes", label: "Skip to changes"),
                ], notices: HealthNotice.all(settings), section: .settings),
            settings: settings, isSignedIn: access.isSignedIn(request.head), sought: parameters["site"] ?? "",
            after: parameters["after"], changed: parameters["changed"])
        return try templates.response(.settings, page)
    }

    /// `POST /settings/level`: sets the level of a site, or goes back to the configured one.
    @Sendable func setLevel(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await FormBody.read(request, known: ["site", "level", "reason", "sought", "after"])
        let id = SiteID(form["site"] ?? "")
        guard let levels = settings.levels, levels.standing(of: id) != nil else {
            throw WebProblem.notFound("There is no site with this id. Sites stand in the configuration file.")
        }
        guard let wish = form["level"].flatMap(LevelWish.init(rawValue:)) else {
            throw WebProblem.badParameter("level", "This is not one of the levels that the form offers.")
        }
        let reason = form["reason"] ?? ""
        guard reason.unicodeScalars.count <= LevelsAPI.longestReason else {
            throw WebProblem.badParameter(
                "reason", "The reason is a text of up to \(LevelsAPI.longestReason) characters.")
        }
        if let level = wish.level {
            let until = wish.length.map { settings.now().advanced(by: $0) }
            _ = try levels.set(id, to: level, until: until, by: Self.by, reason: reason.isEmpty ? nil : reason)
        } else {
            _ = try levels.reset(id, by: Self.by)
        }
        var parameters = [("changed", id.rawValue)]
        if let sought = form["sought"], !sought.isEmpty { parameters.append(("site", sought)) }
        if let after = form["after"], !after.isEmpty { parameters.append(("after", after)) }
        return .redirect(to: Link.to(Self.address, parameters), type: .normal)
    }
}
