import HTTPTypes
import Hummingbird
import OCPPLog

/// The page that says why there is no other.
struct ErrorPage: Sendable {
    let templates: Templates

    /// What the template shows.
    struct Model: Sendable {
        var frame: PageFrame
        var title: String
        var detail: String
        var status: Int
        var code: String
        /// Whether signing in helps.
        var wantsSignIn: Bool
    }

    func response(_ problem: WebProblem) throws -> Response {
        let model = Model(
            frame: templates.frame(title: problem.title, skips: [], zone: .nowhere), title: problem.title,
            detail: VisibleText.of(problem.detail), status: problem.status.code, code: problem.code,
            wantsSignIn: problem.code == FormAccess.signInRequired)
        return try templates.response(.error, model, status: problem.status)
    }
}
