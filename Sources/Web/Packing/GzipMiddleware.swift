import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Packs answers whose length is known, where the client reads gzip. Streams pass as they are: what is in them shall arrive.
struct GzipMiddleware: RouterMiddleware {
    /// A shorter answer fits into a packet or two anyway, in bytes.
    private static let shortest = 1_024
    /// A longer one passes as it is, in bytes: two of them would be in memory.
    private static let longest = 8 << 20
    private static let types = ["application/json", "application/problem+json", "text/"]

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard let length = response.body.contentLength, (Self.shortest...Self.longest).contains(length),
            let type = response.headers[.contentType], Self.types.contains(where: type.hasPrefix),
            response.headers[.contentEncoding] == nil
        else { return response }
        response.headers[.vary] = "Accept-Encoding"
        guard Self.reads(request.headers[values: .acceptEncoding]) else { return response }
        let plain = try await Self.collected(response.body)
        response.body = ResponseBody(byteBuffer: plain)
        guard let packed = plain.withUnsafeReadableBytes(Gzip.pack) else { return response }
        response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: packed))
        response.headers[.contentEncoding] = "gzip"
        return response
    }

    /// Whether gzip is among the codings that a client reads (RFC 9110 §12.5.3).
    static func reads(_ fields: [String]) -> Bool {
        var anything: Bool?
        for coding in fields.flatMap({ $0.lowercased().split(separator: ",") }) {
            let parts = coding.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            let isRefused = parts.dropFirst().contains { $0.wholeMatch(of: /q=0(\.0*)?/) != nil }
            if parts.first == "gzip" { return !isRefused }
            if parts.first == "*" { anything = !isRefused }
        }
        return anything ?? false
    }

    private static func collected(_ body: ResponseBody) async throws -> ByteBuffer {
        let collected = Collected()
        try await body.write(Collector(collected: collected))
        return collected.bytes.withLock { $0 }
    }

    private final class Collected: Sendable {
        let bytes = Mutex(ByteBuffer())
    }

    /// Keeps what is written.
    private struct Collector: ResponseBodyWriter {
        let collected: Collected

        mutating func write(_ buffer: ByteBuffer) async throws {
            collected.bytes.withLock { _ = $0.writeImmutableBuffer(buffer) }
        }

        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
