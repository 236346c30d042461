import HTTPTypes
import OCPPLog

/// Why a request gets no answer of its own: a status and a code for machines, sentences for people.
struct WebProblem: Error {
    var status: HTTPResponse.Status
    /// Stable; stands in JSON.
    var code: String
    /// What kind of problem it is, the same for every occurrence.
    var title: String
    /// What is wrong with this request and what can be done.
    var detail: String
    /// The parameter that is at fault.
    var parameter: String?
    /// The fault of a query, with its place.
    var query: QueryError?
    /// Words that would be right, the likeliest first; those of ``query`` stand in it.
    var suggestions: [String] = []
    /// What is wrong with a payload, each with its place.
    var faults: [CallSendingError.Problem] = []
    /// What the answer carries beside it.
    var headers = HTTPFields()

    init(_ status: HTTPResponse.Status, _ code: String, _ title: String, _ detail: String) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
    }
}

extension WebProblem {
    static func notFound(_ detail: String) -> WebProblem {
        WebProblem(.notFound, "not_found", "Not found", detail)
    }

    static func badParameter(_ name: String, _ detail: String) -> WebProblem {
        var problem = WebProblem(.badRequest, "bad_parameter", "A parameter cannot be read", detail)
        problem.parameter = name
        return problem
    }

    /// A cursor that is none, or belongs to another question.
    static func badCursor(_ detail: String) -> WebProblem {
        var problem = WebProblem(.badRequest, "bad_cursor", "The cursor cannot be used", detail)
        problem.parameter = "cursor"
        return problem
    }

    /// A body of more bytes than are read here.
    static func tooLarge(limit: Int) -> WebProblem {
        WebProblem(
            .contentTooLarge, "too_large", "The request is too large",
            "A request may have a body of up to \(limit) bytes.")
    }

    static func unsupportedMediaType(_ detail: String) -> WebProblem {
        WebProblem(
            .unsupportedMediaType, "unsupported_media_type", "The body is of a kind that is not read here", detail)
    }

    static func query(_ error: QueryError) -> WebProblem {
        var problem = WebProblem(
            .badRequest, error.code.rawValue, "The query cannot be read", error.description)
        problem.parameter = "q"
        problem.query = error
        return problem
    }

    static func methodNotAllowed(allowed: [HTTPRequest.Method]) -> WebProblem {
        let names = allowed.map(\.rawValue).joined(separator: ", ")
        var problem = WebProblem(
            .methodNotAllowed, "method_not_allowed", "The method is not allowed", "Allowed here: \(names).")
        problem.headers[.allow] = names
        return problem
    }

    /// A failure of the store: the code and the sentence, never what the storage technology said.
    static func store(_ error: StoreError) -> WebProblem {
        let isPassing =
            switch error.code {
            case .locked, .closed, .full: true
            case .newerVersion, .unwritable, .corrupt, .notRising, .failed: false
            }
        return WebProblem(
            isPassing ? .serviceUnavailable : .internalServerError, "store_\(error.code.rawValue)",
            "The log cannot be read", error.sentence)
    }

    static let `internal` = WebProblem(
        .internalServerError, "internal", "Something went wrong here",
        "This is a fault of the program. Its own log says more.")

    /// An answer that would take too long.
    static let timeout = WebProblem(
        .serviceUnavailable, "timeout", "The answer would take too long",
        "Ask for less: a shorter stretch of time, or a query that names a charging station.")

    /// The program is being stopped, or the client has gone.
    static let stopping = WebProblem(
        .serviceUnavailable, "stopping", "The request was given up", "The program is being stopped.")
}
