import HTTPTypes
import Hummingbird
import NIOCore
import OCPP
import OCPPLog

/// One request to an operation, its parameters read and found right.
struct APICall: Sendable {
    let request: Request
    let context: WebContext
    private var values: [String: [String]] = [:]

    /// - Throws: a problem that names the parameter which is unknown, missing, given too often or wrong.
    init(_ request: Request, _ context: WebContext, parameters: [APIParameter]) throws(WebProblem) {
        self.request = request
        self.context = context
        let inQuery = parameters.filter { $0.place == .query }
        let given = try QueryString(
            request.uri.query, known: inQuery.map(\.name), repeated: inQuery.filter { $0.most > 1 }.map(\.name))
        for parameter in parameters {
            let texts = parameter.place == .query ? given.all(parameter.name) : try Self.part(parameter, of: context)
            guard texts.count <= parameter.most else {
                throw .badParameter(
                    parameter.name, "\"\(parameter.name)\" is given more than \(parameter.most) times.")
            }
            guard !texts.isEmpty || !parameter.isRequired else {
                throw .badParameter(parameter.name, "\"\(parameter.name)\" must be there: \(parameter.description)")
            }
            for text in texts { try parameter.check(text) }
            values[parameter.name] = texts
        }
    }

    private static func part(_ parameter: APIParameter, of context: WebContext) throws(WebProblem) -> [String] {
        guard let text = context.parameters.get(parameter.name) else { return [] }
        guard let decoded = QueryString.decode(text[...], plusIsBlank: false) else {
            throw .badParameter(parameter.name, "\"\(parameter.name)\" is not percent-encoded UTF-8.")
        }
        return [decoded]
    }

    /// The value of a parameter that stands there once; nil when it is absent.
    subscript(name: String) -> String? { values[name]?.first }

    /// All values of a parameter, in their order.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// A number, or the one that stands for it.
    func whole(_ parameter: APIParameter) -> Int {
        guard case .whole(_, let standard) = parameter.values else { return 0 }
        return self[parameter.name].flatMap { Int($0) } ?? standard
    }

    /// A word, or the one that stands for it; nil where there is neither.
    func word(_ parameter: APIParameter) -> String? {
        guard case .word(_, let standard) = parameter.values else { return self[parameter.name] }
        return self[parameter.name] ?? standard
    }

    /// A moment; nil when it is absent.
    func moment(_ name: String, now: Timestamp) -> Timestamp? {
        self[name].flatMap { Moment.of($0, now: now) }
    }

    /// The query in `q`; the one that every entry matches when it is absent.
    /// - Throws: its fault, with the place.
    func query() throws(WebProblem) -> Query {
        try Parameters.query(self["q"] ?? "")
    }

    /// The whole body, up to a limit.
    func bytes(upTo limit: Int) async throws -> [UInt8] {
        do {
            return Array(buffer: try await request.body.collect(upTo: limit))
        } catch is NIOTooManyBytesError {
            throw WebProblem.tooLarge(limit: limit)
        }
    }
}

extension Response {
    /// An answer of JSON that is written already.
    static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// An answer of JSON.
    static func json(_ tree: JSONTree, status: HTTPResponse.Status = .ok) -> Response {
        json(tree.bytes, status: status)
    }
}
