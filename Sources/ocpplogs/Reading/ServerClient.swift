import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import OCPP
import OCPPLog

/// Asks a running server over its API, and turns what goes wrong into sentences and exit codes.
struct ServerClient: Sendable {
    /// No answer is longer, in bytes; streams are read piece by piece.
    private static let longestAnswer = 64 << 20
    /// A search of the server ends after seconds; the rest is the way.
    private static let patience = Duration.seconds(60)

    /// The address without a slash at its end.
    let base: String
    private let token: String?

    /// - Throws: ``CommandFailure`` when the token file cannot be used.
    init(_ server: String, tokenFile: String?) throws {
        var base = server
        while base.hasSuffix("/") { base.removeLast() }
        self.base = base
        token = try tokenFile.map(TokenFile.read)
    }

    /// One for the whole program: it lives as long, so that connections are used again.
    private static let http: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        // Where nobody listens is known at once: trying again until the time is over would tell nothing more.
        configuration.connectionPool.retryConnectionEstablishment = false
        // A stream says something every 15 s.
        configuration.timeout.read = .seconds(60)
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// The answer to a question.
    /// - Throws: ``CommandFailure`` with the server's own words when it refuses.
    func get(_ path: String, _ query: [(String, String)] = []) async throws -> [UInt8] {
        try await body(of: try await answer(.GET, path, query, body: nil, timeout: Self.patience), path)
    }

    /// The answer to a question; nil when what is asked for is not there.
    func find(_ path: String, _ query: [(String, String)] = []) async throws -> [UInt8]? {
        let response = try await answer(.GET, path, query, body: nil, timeout: Self.patience)
        guard response.status != .notFound else { return nil }
        return try await body(of: response, path)
    }

    /// Has something changed.
    func put(_ path: String, _ json: String) async throws -> [UInt8] {
        try await body(of: try await answer(.PUT, path, [], body: json, timeout: Self.patience), path)
    }

    /// Has something taken back.
    func delete(_ path: String) async throws -> [UInt8] {
        try await body(of: try await answer(.DELETE, path, [], body: nil, timeout: Self.patience), path)
    }

    /// An answer that may be long, or has no end: its bytes in pieces, as they come.
    func stream(
        _ path: String, _ query: [(String, String)], headers: [(String, String)] = [],
        _ handle: ([UInt8]) async throws -> Void
    ) async throws {
        let response = try await answer(
            .GET, path, query, headers: headers, body: nil, timeout: .seconds(1_000_000_000))
        guard response.status == .ok else {
            _ = try await body(of: response, path)
            return
        }
        do {
            for try await piece in response.body { try await handle(Array(piece.readableBytesView)) }
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure.server("\(base): \(Self.words(error))")
        }
    }

    private func answer(
        _ method: HTTPMethod, _ path: String, _ query: [(String, String)], headers: [(String, String)] = [],
        body: String?, timeout: Duration
    ) async throws -> HTTPClientResponse {
        let pairs = query.map { "\(Self.encoded($0))=\(Self.encoded($1))" }
        var request = HTTPClientRequest(url: base + path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")))
        request.method = method
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(string: body))
        }
        do {
            return try await Self.http.execute(request, timeout: TimeAmount(timeout))
        } catch {
            throw CommandFailure.server("\(base): \(Self.words(error))")
        }
    }

    private func body(of response: HTTPClientResponse, _ path: String) async throws -> [UInt8] {
        let bytes: [UInt8]
        do {
            bytes = Array(try await response.body.collect(upTo: Self.longestAnswer).readableBytesView)
        } catch {
            throw CommandFailure.server("\(base): \(Self.words(error))")
        }
        guard !(200..<300).contains(response.status.code) else { return bytes }
        throw failure(Int(response.status.code), bytes, path)
    }

    /// A refusal in the server's own words.
    private func failure(_ status: Int, _ bytes: [UInt8], _ path: String) -> CommandFailure {
        let problem = try? JSONMembers(of: bytes)
        let code = problem?["code"]?.text
        let detail = problem?["detail"]?.text.map { VisibleText.of($0) }
        if status == 401 || status == 403 {
            return CommandFailure(
                message:
                    "ocpplogs: \(base): \(detail ?? "the server wants a token"); --token-file names a file with its token",
                exitCode: TokenFile.exitCode)
        }
        if status == 404, code != "not_found" || problem == nil {
            return .server("\(base)\(path): nothing is there; is this ocpplogs serve, and of this version?")
        }
        let message = "\(base): \(detail ?? "the server refused with status \(status)")"
        return status < 500 ? .usage(message) : .server(message)
    }

    /// Percent-encoded as a part of a query or of a path (RFC 3986 §2.3).
    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    /// Why no answer came.
    static func words(_ error: any Error) -> String {
        let unusable: [HTTPClientError] = [.invalidURL, .emptyHost, .emptyScheme]
        let late: [HTTPClientError] = [.deadlineExceeded, .readTimeout, .connectTimeout]
        switch error {
        case let error as HTTPClientError where unusable.contains(error) || "\(error)".contains("unsupportedScheme"):
            return "this is no address of a server, such as http://127.0.0.1:8080"
        case let error as HTTPClientError where late.contains(error):
            return "no answer came in time"
        case let error as HTTPClientError where error == .remoteConnectionClosed:
            return "the server closed the connection"
        case is NIOConnectionError, is IOError:
            return "no server answers there; is ocpplogs serve running?"
        default:
            return "\(error)"
        }
    }
}
