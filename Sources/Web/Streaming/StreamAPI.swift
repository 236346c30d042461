import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `/api/v1/stream`: entries as they are committed, as server-sent events.
struct StreamAPI: Sendable {
    let store: any EntryStore
    let settings: WebSettings

    /// `GET /api/v1/stream`: what matches a query, from now on or from a place on.
    var stream: APIOperation {
        APIOperation(
            method: .get, path: "/api/v1/stream", name: "streamEntries",
            summary: "Entries as they arrive (server-sent events)",
            detail: """
                Events: `rows`, whose data are a JSON array of entries in the order in which they were recorded, and \
                `gap`, for entries that the client took too slowly: `{"count", "from", "to", "after"}`. A comment comes \
                after \(TailLimits().quiet.components.seconds) seconds without either. Each has an `id`. A client that \
                comes back with the last one as `Last-Event-ID`, or as `after`, misses nothing and gets nothing twice, \
                also when the server was restarted meanwhile. What it missed comes in the order of time. With \
                `format=html` the data of `rows` are an object: how many there are (`count`), how many of them are errors \
                (`errors`), and `rows`, newest first, each with `id`, `severity`, and `html`, the row \
                of the page.
                """,
            parameters: [.q, Self.after, Self.format, Self.zone, Self.columns],
            responses: [
                APIResponse(
                    "Events, until the client leaves or the server stops.",
                    [
                        APIContent(
                            "text/event-stream", ["type": "string"],
                            example:
                                "event: rows\nid: 3f09a2c1.1842.1795430467412000\ndata: [{\"action\":\"Heartbeat\"}]\n\n"
                        )
                    ])
            ], problems: [.query, .notFound, APIProblem(.serviceUnavailable, "too_many_watchers")], answer: stream)
    }

    private static let after = APIParameter(
        "after", .text(longest: 256), "Begins behind this place: the `id` of an event. `Last-Event-ID` goes before it.")
    private static let format = APIParameter(
        "format", .word(["json", "html"], standard: "json"),
        "What the data of `rows` are: `json`, an array of entries; `html`, the rows of the page of the log.")

    private static let zone = APIParameter(
        "tz", .zone, "With `format=html`: the zone that times are shown in.", example: "Europe/Berlin")
    private static let columns = APIParameter(
        "cols", .text(longest: 512), "With `format=html`: the columns of a row, as the page of the log names them.",
        example: "time,charger,action")

    /// - Throws: a problem for columns that there are not.
    private func form(_ call: APICall) throws(WebProblem) -> StreamForm {
        var look = LogsLook()
        look.zone = call["tz"].flatMap { PageZone($0) } ?? .utc
        look.columns = try LogColumns([call["cols"]].compactMap(\.self))
        guard call.word(Self.format) == "html" else { return .json }
        return .html(look, sites: settings.sites)
    }

    @Sendable private func stream(_ call: APICall) async throws -> Response {
        guard let tail = settings.tail else { throw WebProblem.notFound("This server has no stream.") }
        // What comes is pinned by nobody yet; what is caught up with may be.
        let query = try call.query().resolving(pinned: settings.pins?.pins().ids ?? EntryIDs())
        if query.asksBoots, let source = store as? any BootSource { try await tail.learnBoots(from: source) }
        let watcher: TailWatcher
        do throws(TailIsFull) {
            watcher = try tail.watch(query)
        } catch {
            throw WebProblem.tooManyWatchers(error.watchers)
        }
        let session = StreamSession(
            store: store, tail: tail, watcher: watcher, query: query, sites: settings.sites,
            form: try form(call), from: try place(call, watcher))
        let context = call.context
        let stall = settings.stall
        return Response(
            status: .ok, headers: Self.headers,
            body: ResponseBody { writer in
                try await context.pour(into: &writer, stall: stall, cut: tail.noteCut) { outlet in
                    try await session.run(outlet)
                    return nil
                }
            })
    }

    /// Where a client goes on; nil for one that is new.
    private func place(_ call: APICall, _ watcher: TailWatcher) throws(WebProblem) -> TailPlace? {
        let header = Self.lastEventID.flatMap { call.request.headers[$0] }
        guard let text = header ?? call["after"], !text.isEmpty else { return nil }
        guard let place = TailPlace(text), place.origin == store.origin,
            max(place.sequence, place.catchingUp?.end ?? 0) <= watcher.start.sequence
        else {
            throw .badParameter(
                header == nil ? "after" : "Last-Event-ID", "This is not the id of an event of this server's stream.")
        }
        return place
    }

    private static let lastEventID = HTTPField.Name("Last-Event-ID")

    /// Nothing on the way may keep events back.
    private static let headers: HTTPFields = {
        var headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
        if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
        return headers
    }()
}

extension WebProblem {
    /// There is no room for one more watcher.
    fileprivate static func tooManyWatchers(_ limit: Int) -> WebProblem {
        var problem = WebProblem(
            .serviceUnavailable, "too_many_watchers", "Too many clients watch",
            "\(limit) clients watch already, and more are not served. Come back later.")
        problem.headers[.retryAfter] = "10"
        return problem
    }
}
