import HTTPTypes
import Hummingbird
import OCPPLog

/// The OpenAPI 3.1 document, made from the operations themselves.
enum OpenAPIDocument {
    /// `GET /api/v1/openapi.json`, which describes the others and itself.
    static func operation(beside others: [APIOperation]) -> APIOperation {
        var operation = APIOperation(
            method: .get, path: "/api/v1/openapi.json", name: "getDescription",
            summary: "This document: every operation of the API (OpenAPI 3.1)",
            responses: [.json("The description of the API.", ["type": "object", "required": ["openapi", "paths"]])],
            answer: { _ in Response.json([] as [UInt8]) })
        let document = json(of: others + [operation]).bytes
        operation.answer = { _ in Response.json(document) }
        return operation
    }

    /// What may be wrong with every request.
    static let common: [APIProblem] = [
        APIProblem(.badRequest, "bad_parameter", "bad_host", "bad_request"),
        APIProblem(.forbidden, "foreign_origin"),
        APIProblem(.misdirectedRequest, "foreign_host"),
        APIProblem(.internalServerError, "internal", "store_corrupt", "store_newer_version", "store_failed"),
        APIProblem(.serviceUnavailable, "stopping", "timeout", "store_locked", "store_closed", "store_full"),
    ]

    /// What may be wrong beside that with a request that writes.
    static let writing: [APIProblem] = [
        APIProblem(.unauthorized, "token_required"), APIProblem(.contentTooLarge, "too_large"),
        APIProblem(.unsupportedMediaType, "unsupported_media_type"),
    ]

    /// The whole document.
    static func json(of operations: [APIOperation]) -> JSONTree {
        var paths: [JSONTree.Member] = []
        for operation in operations {
            let member = JSONTree.Member(operation.method.rawValue.lowercased(), json(of: operation))
            if let index = paths.firstIndex(where: { $0.name == operation.path }) {
                paths[index].value = paths[index].value.adding([member])
            } else {
                paths.append(.init(operation.path, .object([member])))
            }
        }
        var shared: [String: JSONTree] = [:]
        JSONTree.object(paths).shared(into: &shared)
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "OCPP Logs", "version": "1",
                "description": """
                The log of OCPP messages: search it, follow it, add to it. Times are UTC, microseconds, RFC 3339. \
                Every error is `application/problem+json` with a `code` that stays the same from version to version.
                """,
            ],
            "servers": [["url": "/", "description": "The server that this document comes from"]],
            "paths": .object(paths),
            "components": [
                "schemas": .object(shared.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) }),
                "securitySchemes": [
                    "token": [
                        "type": "http", "scheme": "bearer",
                        "description": "The token in the file `token` of the data directory.",
                    ]
                ],
            ],
        ]
    }

    private static func json(of operation: APIOperation) -> JSONTree {
        var members: [JSONTree.Member] = [
            .init("operationId", .text(operation.name)), .init("summary", .text(operation.summary)),
        ]
        if !operation.detail.isEmpty { members.append(.init("description", .text(operation.detail))) }
        if operation.writes { members.append(.init("security", [["token": []]])) }
        if !operation.parameters.isEmpty {
            members.append(.init("parameters", .list(operation.parameters.map(\.json))))
        }
        if let body = operation.body {
            members.append(
                .init(
                    "requestBody",
                    [
                        "description": .text(body.description), "required": true,
                        "content": content(body.content),
                    ]))
        }
        members.append(.init("responses", responses(of: operation)))
        return .object(members)
    }

    private static func responses(of operation: APIOperation) -> JSONTree {
        var members = operation.responses.map { response in
            JSONTree.Member(
                String(response.status.code),
                ["description": .text(response.description), "content": content(response.content)])
        }
        var codes: [Int: [String]] = [:]
        let problems = operation.problems + common + (operation.writes ? writing : [])
        for problem in problems {
            codes[problem.status.code, default: []] += problem.codes.filter {
                !codes[problem.status.code, default: []].contains($0)
            }
        }
        for (status, codes) in codes.sorted(by: { $0.key < $1.key })
        where !members.contains(where: { $0.name == String(status) }) {
            members.append(
                .init(
                    String(status),
                    [
                        "description": .text(codes.map { "`\($0)`" }.joined(separator: ", ")),
                        "content": content([APIContent("application/problem+json", APISchemas.problem)]),
                    ]))
        }
        return .object(members)
    }

    private static func content(_ content: [APIContent]) -> JSONTree {
        .object(
            content.map { content in
                var members: [JSONTree.Member] = [.init("schema", content.schema)]
                if let example = content.example { members.append(.init("example", example)) }
                return .init(content.mediaType, .object(members))
            })
    }
}
