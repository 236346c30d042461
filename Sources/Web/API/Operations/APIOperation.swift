import HTTPTypes
import Hummingbird

/// One thing that the API does: what the router serves and the OpenAPI document says of it, both made from this one value.
struct APIOperation: Sendable {
    /// How a request is answered, once its parameters are read and right.
    typealias Answer = @Sendable (APICall) async throws -> Response

    var method: HTTPRequest.Method
    /// From the root on, parameters in braces: `/api/v1/entries/{id}`.
    var path: String
    /// What generated clients call it: `listEntries`.
    var name: String
    /// What it does, in a few words.
    var summary: String
    /// The same in full; CommonMark.
    var detail = ""
    var parameters: [APIParameter] = []
    /// Nil where a request has none.
    var body: APIBody?
    /// What it answers when all is well.
    var responses: [APIResponse]
    /// What may be wrong, beside what may be wrong with every request.
    var problems: [APIProblem] = []
    var answer: Answer

    /// Whether it wants the token.
    var writes: Bool { method != .get && method != .head }

    /// Reads the parameters of a request, strictly, and answers it.
    @Sendable func respond(_ request: Request, _ context: WebContext) async throws -> Response {
        let limit = body?.limit ?? WebLimits.body
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw WebProblem.tooLarge(limit: limit)
        }
        try body?.check(request.headers)
        return try await answer(APICall(request, context, parameters: parameters))
    }
}

/// The body that a request has.
struct APIBody: Sendable {
    /// The media types with their schemas; the first is the usual one.
    var content: [APIContent]
    /// In bytes, as it comes.
    var limit: Int
    /// What of `Content-Encoding` it may have, beside none.
    var encodings: [String] = []
    var description: String

    /// What browsers' forms send is nothing that is read here: `curl -F` for `curl --data-binary`.
    private static let forms = "multipart/"

    /// - Throws: a problem for a media type or packing that is not read.
    func check(_ headers: HTTPFields) throws(WebProblem) {
        if let type = headers[.contentType]?.lowercased(), type.hasPrefix(Self.forms) {
            throw .unsupportedMediaType(
                "A form is not read here. Send the bytes alone, with Content-Type: \(content.first?.mediaType ?? "").")
        }
        let packings = headers[values: .contentEncoding].joined(separator: ",").lowercased()
            .split(separator: ",").map { $0.drop { $0 == " " } }.filter { $0 != "identity" }
        guard let unknown = packings.first(where: { !encodings.contains(String($0)) }) else { return }
        let known = encodings.isEmpty ? "no Content-Encoding" : encodings.joined(separator: " or ")
        throw .unsupportedMediaType("A body packed as \"\(unknown.prefix(40))\" is not read here, but \(known).")
    }
}

/// One media type, what it holds, and an example.
struct APIContent: Sendable {
    var mediaType: String
    var schema: JSONTree
    var example: JSONTree?

    init(_ mediaType: String, _ schema: JSONTree, example: JSONTree? = nil) {
        self.mediaType = mediaType
        self.schema = schema
        self.example = example
    }
}

/// One way in which a request is answered when all is well.
struct APIResponse: Sendable {
    var status: HTTPResponse.Status
    var description: String
    var content: [APIContent]

    init(_ description: String, status: HTTPResponse.Status = .ok, _ content: [APIContent]) {
        self.status = status
        self.description = description
        self.content = content
    }

    /// JSON of one schema.
    static func json(
        _ description: String, _ schema: JSONTree, status: HTTPResponse.Status = .ok, example: JSONTree? = nil
    ) -> APIResponse {
        APIResponse(description, status: status, [APIContent("application/json", schema, example: example)])
    }
}

/// Faults that share a status, by their codes.
struct APIProblem: Sendable {
    var status: HTTPResponse.Status
    var codes: [String]

    init(_ status: HTTPResponse.Status, _ codes: String...) {
        self.status = status
        self.codes = codes
    }
}
