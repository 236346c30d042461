import Hummingbird
import OCPP

/// How whoever asks for a page wants to see it: the zone of its times. It stands in the address, and every link of the page keeps
/// it. All parts of a page see that of the request which is being answered, as they do its ``Theme``.
struct PageView: Sendable {
    @TaskLocal static var current = PageView()

    var zone = PageZone.utc
    /// Where the page is, and what is asked of it; the form that chooses another zone asks for the same.
    var path = ""
    var parameters: [HiddenField] = []
    /// Nil where no other zone can be chosen: the answer to a form has no address of its own.
    var now: Timestamp?

    init(zone: PageZone = .utc) {
        self.zone = zone
    }

    /// - Parameter now: offsets that the form names are those of this moment.
    init(_ request: Request, now: Timestamp) {
        path = request.uri.path
        let pairs = (request.uri.query ?? "").split(separator: "&").map {
            $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        }
        let fields = pairs.compactMap { pair -> HiddenField? in
            guard let name = QueryString.decode(pair[0]) else { return nil }
            return QueryString.decode(pair.count > 1 ? pair[1] : "").map { HiddenField(name: name, value: $0) }
        }
        // A name that is none is refused by the page itself.
        zone = fields.first { $0.name == PageZone.parameter }.flatMap { PageZone($0.value) } ?? .utc
        parameters = fields.filter { $0.name != PageZone.parameter }
        self.now = [.get, .head].contains(request.method) ? now : nil
    }
}

/// Lets pages know the zone of the request that they answer. Programs name that of each operation themselves.
struct ZoneMiddleware: RouterMiddleware {
    let now: @Sendable () -> Timestamp

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard !request.uri.path.hasPrefix("/api/") else { return try await next(request, context) }
        return try await PageView.$current.withValue(PageView(request, now: now())) { try await next(request, context) }
    }
}
