import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import OCPPLog
import Testing

@testable import Web

/// The OpenAPI document and the routes say the same.
struct OpenAPITests {
    private static func document() async throws -> [String: Any] {
        let answer = try await Served().ask("/api/v1/openapi.json")
        #expect(answer.status == .ok && answer.headers[.contentType] == "application/json")
        return try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
    }

    private static let methods = ["get", "post", "put", "patch", "delete"]

    /// `GET /api/v1/entries`, as the document has them.
    private static func described() async throws -> Set<String> {
        let paths = try #require(try await document()["paths"] as? [String: [String: Any]])
        return Set(paths.flatMap { path, operations in operations.keys.map { "\($0.uppercased()) \(path)" } })
    }

    @Test func everyOperationOfTheDocumentIsServed() async throws {
        for operation in try await Self.described() {
            let parts = operation.split(separator: " ")
            let uri = String(parts[1]).replacing(/\{[a-z]+\}/, with: "none")
            let method = try #require(HTTPRequest.Method(String(parts[0])))
            let answer = try await Served().ask(uri, method: method, headers: [.authorization: "Bearer the-token"])
            #expect(answer.status != .methodNotAllowed, "\(operation)")
            #expect(!answer.text.contains("There is nothing at this address"), "\(operation)")
        }
    }

    @Test func everyRouteOfTheAPIIsInTheDocument() async throws {
        let described = try await Self.described()
        let settings = try Served.settings()
        let server = WebServer(store: MemoryStore(origin: 1), settings: settings, logger: Logger(label: "test"))
        let paths = Set(try server.router().routes.map { $0.path.description }.filter { $0.hasPrefix("/api/") })
        #expect(paths.count > 3)
        for path in paths {
            let uri = path.replacing(/\{[a-z]+\}/, with: "none")
            for method in Self.methods {
                let asked = try #require(HTTPRequest.Method(method.uppercased()))
                let answer = try await Served().ask(uri, method: asked, headers: [.authorization: "Bearer the-token"])
                let isServed = answer.status != .methodNotAllowed
                #expect(isServed == described.contains("\(method.uppercased()) \(path)"), "\(method) \(path)")
            }
        }
    }

    @Test func everyReferenceLeadsToASchema() async throws {
        let text = try await Served().text("/api/v1/openapi.json")
        let components = try #require(try await Self.document()["components"] as? [String: Any])
        let schemas = try #require(components["schemas"] as? [String: Any])
        let references = Set(text.matches(of: /"\$ref":"#\/components\/schemas\/([A-Za-z]+)"/).map { String($0.1) })
        #expect(references == Set(schemas.keys))
    }

    @Test func everyOperationHasANameOfItsOwnAndSaysWhatItAnswers() async throws {
        let paths = try #require(try await Self.document()["paths"] as? [String: [String: [String: Any]]])
        let operations = paths.values.flatMap(\.values)
        let names = operations.compactMap { $0["operationId"] as? String }
        #expect(names.count == operations.count && Set(names).count == names.count)
        for operation in operations {
            let responses = try #require(operation["responses"] as? [String: Any])
            #expect(responses.keys.contains { $0.hasPrefix("2") } && responses["400"] != nil)
        }
    }

    @Test func everyParameterOfTheDocumentIsKnownToItsOperation() async throws {
        let operations = APIOperations.all(
            store: MemoryStore(origin: 1), settings: try Served.settings(), logger: Logger(label: "test"))
        for operation in operations {
            let inPath = operation.parameters.filter { $0.place == .path }.map(\.name)
            let named = operation.path.matches(of: /\{([a-z]+)\}/).map { String($0.1) }
            #expect(inPath == named, "\(operation.name)")
            #expect(Set(operation.parameters.map(\.name)).count == operation.parameters.count, "\(operation.name)")
        }
    }
}
