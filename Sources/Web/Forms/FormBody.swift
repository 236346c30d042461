import HTTPTypes
import Hummingbird

/// The fields of a form as a browser sends them, read strictly: one that is not known or given twice is a problem.
enum FormBody {
    private static let type = "application/x-www-form-urlencoded"

    static func read(_ request: Request, known: [String]) async throws -> QueryString {
        let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
        guard type == Self.type else {
            throw WebProblem.unsupportedMediaType("A form is sent as \(Self.type).")
        }
        let body = try await request.body.collect(upTo: WebLimits.body)
        return try QueryString(String(buffer: body), known: known)
    }
}
