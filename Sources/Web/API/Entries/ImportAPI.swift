import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `POST /api/v1/entries`: takes over entries that something else recorded. Answered when they are on the disk.
struct ImportAPI: Sendable {
    /// So many rejected lines are told of one by one.
    private static let toldRejects = 1_000

    let service: ImportService?

    /// `POST /api/v1/entries`: entries as NDJSON.
    var ndjson: APIOperation {
        APIOperation(
            method: .post, path: "/api/v1/entries", name: "addEntries", summary: "Takes over recorded entries",
            detail: """
                What is there already is left out, so that the same may be sent again. One import runs at a time. \
                The body may be packed by gzip or zstd, with or without a `Content-Encoding` that says so.
                """,
            body: APIBody(
                content: [
                    APIContent(
                        "application/x-ndjson", ["type": "string", "minLength": 1],
                        example: """
                            {"action":"Heartbeat","charger_id":"CP-7","datetime":"2026-11-23T10:00:00Z","request":{},\
                            "response":{},"source":"cp"}

                            """)
                ], limit: WebLimits.importBody, encodings: ["gzip", "zstd"], description: "One JSON object a line."),
            responses: [.json("What became of the entries.", Self.counts, example: Self.example)],
            problems: [
                APIProblem(.badRequest, "bad_body"), .notFound, APIProblem(.tooManyRequests, "import_busy"),
            ], answer: { try await self.take($0, format: nil) })
    }

    /// `POST /api/v1/import`: a whole file of any form that is known.
    var file: APIOperation {
        var operation = ndjson
        operation.path = "/api/v1/import"
        operation.name = "importFile"
        operation.summary = "Takes over a recorded log, in any form that is known"
        operation.detail = """
            The form is seen by itself unless `format` says it. What is there already is left out, so that a file may be \
            sent again when it has grown. One import runs at a time. The file may be packed by gzip or zstd. The answer tells \
            how the log was read, and how many of its lines hold no frame.
            """
        operation.parameters = [
            APIParameter(
                "format", .word(service?.formats ?? [], standard: nil), "The form of the file. Left out: it is seen."),
            APIParameter(
                "tz", .zone,
                "The zone of times that name none. Left out: what answers of the CSMS in the log tell; else it is refused."
            ),
            APIParameter("charger", .text(longest: 512), "The charging station of frames whose log names none."),
            APIParameter(
                "site", .text(longest: 512),
                "The site of entries that name none. Left out: that of their charging station."),
        ]
        let lines = operation.body?.content ?? []
        operation.body?.content =
            [APIContent("application/octet-stream", ["type": "string"])] + lines
            + [APIContent("text/csv", ["type": "string"])]
        operation.body?.description = "The file."
        operation.answer = { try await self.take($0, format: $0["format"]) }
        return operation
    }

    private static let counts = JSONTree.shared(
        "ImportCounts",
        APISchemas.object([
            .init("added", APISchemas.count), .init("duplicates", APISchemas.count),
            .init("rejected_count", APISchemas.count),
            .init(
                "rejected",
                APISchemas.list(
                    of: APISchemas.object([
                        .init("line", ["type": "integer", "minimum": 1]), .init("code", ["type": "string"]),
                        .init("reason", ["type": "string"]),
                    ]))),
            .init("format", ["type": ["string", "null"]]),
            .init(
                "passed_over",
                APISchemas.list(
                    of: APISchemas.object([
                        .init("code", ["type": "string"]), .init("reason", ["type": "string"]),
                        .init("count", APISchemas.count), .init("first_line", APISchemas.count),
                    ]))),
            .init("notes", APISchemas.list(of: ["type": "string"])),
        ]))
    private static let example: JSONTree = [
        "added": 58_211, "duplicates": 0, "rejected_count": 1,
        "rejected": [
            ["line": 22, "code": "no_zone", "reason": "datetime says no offset from UTC, such as Z or +01:00"]
        ], "format": "ndjson", "passed_over": [], "notes": [],
    ]

    /// What became of the entries.
    private func take(_ call: APICall, format: String?) async throws -> Response {
        guard let service else { throw WebProblem.notFound("This server takes no entries over.") }
        guard service.turn.begin() else { throw WebProblem.importBusy }
        defer { service.turn.end() }
        var told: [ImportReject] = []
        do {
            let importer = Importer(
                into: service.store, examiner: service.newExaminer?(), batchLimit: WebLimits.importBatch)
            let progress = try await importer.run(
                BodyPieces(body: call.request.body), reader: service.newReader(try wishes(call, format))
            ) { _, rejects in
                told += rejects.prefix(Self.toldRejects - told.count)
                return false
            }
            return Self.response(progress, told)
        } catch let stopped as ImportStopped {
            throw Self.problem(stopped)
        }
    }

    private func wishes(_ call: APICall, _ format: String?) throws -> ImportWishes {
        let zone = call["tz"]
        if let zone, !ZoneName.isOne(zone) {
            throw WebProblem.badParameter("tz", "\"tz\" is the name of a time zone, such as Europe/Berlin or UTC.")
        }
        return ImportWishes(
            format: format, site: call["site"].map { SiteID($0) },
            charger: call["charger"].map { ChargerID($0) },
            zone: zone)
    }

    private static func response(_ progress: ImportProgress, _ told: [ImportReject]) -> Response {
        let rejected = told.map {
            "{\"line\":\($0.line),\"code\":\(JSONText.quoted($0.code)),\"reason\":\(JSONText.quoted($0.reason))}"
        }
        let account = progress.account
        let passedOver = account.passedOver.map {
            "{\"code\":\(JSONText.quoted($0.code)),\"reason\":\(JSONText.quoted($0.sentence)),\"count\":\($0.count),"
                + "\"first_line\":\($0.firstLine)}"
        }
        let text = """
            {"added":\(progress.count.added),"duplicates":\(progress.count.duplicates),\
            "rejected_count":\(progress.rejected),"rejected":[\(rejected.joined(separator: ","))],\
            "format":\(account.format.map { JSONText.quoted($0.format) } ?? "null"),\
            "passed_over":[\(passedOver.joined(separator: ","))],\
            "notes":[\(account.notes.map(JSONText.quoted).joined(separator: ","))]}
            """
        return .json(Array(text.utf8))
    }

    private static func problem(_ stopped: ImportStopped) -> any Error {
        let count = stopped.progress.count
        let kept = count.added + count.duplicates
        let before = kept == 0 ? "" : " \(kept) entries before that are taken over."
        switch stopped.cause {
        case let fault as ImportFault:
            return WebProblem(
                .badRequest, "bad_body", "The body cannot be read", EntrySentence.capital("\(fault).") + before)
        case is BodyPieces.Nothing:
            return WebProblem(.badRequest, "bad_body", "The body cannot be read", "There is no body.")
        case is BodyPieces.TooLarge:
            return WebProblem(
                .contentTooLarge, "too_large", "The body is too large",
                "A body has at most \(WebLimits.importBody >> 30) GiB; send the rest in another." + before)
        default: return stopped.cause
        }
    }
}

/// The body of a request in pieces, up to a limit.
private struct BodyPieces: AsyncSequence, Sendable {
    struct TooLarge: Error {}
    struct Nothing: Error {}

    let body: RequestBody

    struct AsyncIterator: AsyncIteratorProtocol {
        var iterator: RequestBody.AsyncIterator
        var received = 0

        mutating func next() async throws -> [UInt8]? {
            guard let buffer = try await iterator.next() else {
                guard received > 0 else { throw Nothing() }
                return nil
            }
            received += buffer.readableBytes
            guard received <= WebLimits.importBody else { throw TooLarge() }
            return Array(buffer: buffer)
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(iterator: body.makeAsyncIterator())
    }
}

extension WebProblem {
    /// Another import is under way.
    static var importBusy: WebProblem {
        var problem = WebProblem(
            .tooManyRequests, "import_busy", "Another import is under way",
            "One import runs at a time. Send this one again in a moment.")
        problem.headers[.retryAfter] = "2"
        return problem
    }
}
