import HTTPTypes
import Hummingbird
import Logging
import OCPPLog

/// Turns every error into an answer, once: problem+json for programs, an HTML page for people.
struct ProblemMiddleware: RouterMiddleware {
    let errorPage: ErrorPage

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = Self.problem(of: error, request: request, logger: context.logger)
            var response =
                Self.isForPrograms(request.uri.path) ? ProblemJSON.response(problem) : try errorPage.response(problem)
            for field in problem.headers { response.headers[field.name] = field.value }
            return response
        }
    }

    private static func isForPrograms(_ path: String) -> Bool {
        path == "/api" || path.hasPrefix("/api/") || ["/healthz", "/readyz", "/metrics"].contains(path)
    }

    private static func problem(of error: any Error, request: Request, logger: Logger) -> WebProblem {
        switch error {
        case let problem as WebProblem:
            return problem
        case let error as StoreError:
            logger.error(
                "the log could not be read",
                metadata: ["code": "\(error.code.rawValue)", "cause": "\(error.cause.map { "\($0)" } ?? "none")"])
            return .store(error)
        case let error as HTTPError where error.status == .notFound:
            return .notFound("There is nothing at this address.")
        case let error as HTTPError where error.status == .contentTooLarge:
            return .tooLarge(limit: WebLimits.body)
        case let error as HTTPError:
            return WebProblem(
                error.status, "bad_request", error.status.reasonPhrase, "The request cannot be answered as it is.")
        case is CancellationError:
            return .stopping
        default:
            logger.error("a request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
            return .internal
        }
    }
}
