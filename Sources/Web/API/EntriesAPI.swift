import HTTPTypes
import Hummingbird
import OCPPLog

/// `/api/v1/entries`: the log as JSON, under the names of ``EntryField``.
struct EntriesAPI: Sendable {
    let store: any EntryStore
    let settings: WebSettings

    /// `GET /api/v1/entries`: a page of entries, newest first, and the cursor of the next one.
    @Sendable func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = try QueryString(request.uri.query, known: ["q", "from", "to", "limit", "cursor"])
        let search = Search(
            try Parameters.query(parameters["q"] ?? ""), from: try Parameters.moment("from", in: parameters),
            to: try Parameters.moment("to", in: parameters), after: try Parameters.cursor(in: parameters),
            limit: try Parameters.limit(in: parameters), sites: settings.sites, budget: WebLimits.searchTime)
        let page = try await context.whileClientStays { try await store.search(search) }
        var bytes = Array("{\"entries\":[".utf8)
        for (index, entry) in page.entries.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            EntryJSON.append(entry, frames: false, to: &bytes)
        }
        bytes += Array("],\"next\":\(Self.quoted(page.next)),\"unreadable\":\(page.unreadable),".utf8)
        bytes += Array("\"searched_back_to\":\(Self.quoted(page.searchedBackTo))}".utf8)
        return Self.response(bytes)
    }

    /// `GET /api/v1/entries/{id}`: one entry, with its frames as they were on the wire.
    @Sendable func one(_ request: Request, _ context: WebContext) async throws -> Response {
        _ = try QueryString(request.uri.query, known: [])
        guard let id = context.parameters.get("id").flatMap({ EntryID($0) }), let entry = try await store.entry(id)
        else {
            throw WebProblem.notFound("There is no entry with this id.")
        }
        var bytes: [UInt8] = []
        EntryJSON.append(entry, frames: true, to: &bytes)
        return Self.response(bytes)
    }

    /// Texts of cursors and times have nothing that JSON escapes.
    private static func quoted(_ value: (some CustomStringConvertible)?) -> String {
        value.map { "\"\($0)\"" } ?? "null"
    }

    private static func response(_ bytes: [UInt8]) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
