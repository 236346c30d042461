import HTTPTypes
import Hummingbird
import Logging
import OCPP
import OCPPLog

/// `/api/v1/export`: all entries that match as a file, however many they are.
struct ExportAPI: Sendable {
    let store: any EntryStore
    let settings: WebSettings
    let logger: Logger

    /// Entries that are read from the store together.
    private static let batch = 1_000
    /// A piece is written when it has so many bytes.
    private static let piece = 64 << 10

    /// `GET /api/v1/export`: entries in a format of choice.
    var export: APIOperation {
        let formats = settings.formats
        return APIOperation(
            method: .get, path: "/api/v1/export", name: "exportEntries",
            summary: "All entries that match, as a file",
            detail: """
                The file has any length; it is sent as fast as the client takes it. The trailer field \
                `Ocpplogs-Entries` says how many entries were found, `Ocpplogs-Unreadable` how many may be missing since \
                what holds them is damaged, `Ocpplogs-Left-Out` how many of those found the format has no place for. An \
                answer that breaks off is not whole.
                """,
            parameters: EntryQuestion.parameters + [.order, format],
            responses: [
                APIResponse(
                    "The file.",
                    formats.reduce(into: [String]()) { types, format in
                        if !types.contains(format.mediaType) { types.append(format.mediaType) }
                    }.map { APIContent($0, ["type": $0 == "application/json" ? "object" : "string"]) })
            ], problems: [.query, .notFound], answer: export)
    }

    private var format: APIParameter {
        APIParameter(
            "format", .word(settings.formats.map(\.name), standard: settings.formats.first?.name),
            settings.formats.map { "`\($0.name)`: \($0.about)." }.joined(separator: " "))
    }

    @Sendable private func export(_ call: APICall) async throws -> Response {
        let name = call.word(format)
        guard let format = settings.formats.first(where: { $0.name == name }) else {
            throw WebProblem.notFound("This server exports nothing.")
        }
        let now = settings.now()
        let question = try EntryQuestion(call, now: now)
        let search = Search(
            question.query, from: question.from, to: question.to, order: format.order ?? call.order,
            limit: Self.batch, sites: settings.sites)
        let subject = ExportSubject(
            question.query, from: question.from, to: question.to, moment: now, program: settings.program)
        let context = call.context
        let stall = settings.stall
        return Response(
            status: .ok, headers: Self.headers(of: format, now),
            body: ResponseBody { writer in
                do {
                    try await context.pour(into: &writer, stall: stall, cut: noteCut) { outlet in
                        try await write(search, by: format.newWriter(subject), to: outlet)
                    }
                } catch let error as StoreError {
                    logger.error("an export broke off", metadata: ["error": "\(error)"])
                    throw error
                }
            })
    }

    @Sendable private func noteCut() {
        logger.notice("an export was broken off: its client took nothing for \(settings.stall.components.seconds) s")
    }

    /// - Returns: the trailer fields.
    private func write(_ search: Search, by writer: any EntryWriter, to outlet: Outlet) async throws -> HTTPFields? {
        var writer = writer
        var bytes: [UInt8] = []
        var count = 0
        writer.begin(&bytes)
        let end = try await store.walk(search) { entries in
            for entry in entries {
                writer.append(entry, to: &bytes)
                guard bytes.count >= Self.piece else { continue }
                // A file that is not whole breaks off: its end would say that it is.
                if settings.tail?.isFinished ?? false { throw CancellationError() }
                try await outlet.put(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
            count += entries.count
            return true
        }
        writer.end(&bytes)
        if !bytes.isEmpty { try await outlet.put(bytes) }
        if end.unreadable > 0 {
            logger.warning("an export lacks entries that cannot be read", metadata: ["unreadable": "\(end.unreadable)"])
        }
        var trailer = HTTPFields()
        if let name = Self.entries { trailer[name] = String(count) }
        if let name = Self.unreadable { trailer[name] = String(end.unreadable) }
        if let name = Self.leftOut { trailer[name] = String(writer.omission?.count ?? 0) }
        return trailer
    }

    private static let entries = HTTPField.Name("Ocpplogs-Entries")
    private static let unreadable = HTTPField.Name("Ocpplogs-Unreadable")
    private static let leftOut = HTTPField.Name("Ocpplogs-Left-Out")

    private static func headers(of format: ExportFormat, _ now: Timestamp) -> HTTPFields {
        // Colons and dots are no good in names of files.
        let moment = now.text(fractionDigits: 0).filter { $0 != ":" && $0 != "-" }
        return [
            .contentType: format.mediaType,
            .contentDisposition: "attachment; filename=\"ocpplogs-\(moment).\(format.fileExtension)\"",
            .trailer: "Ocpplogs-Entries, Ocpplogs-Unreadable, Ocpplogs-Left-Out",
        ]
    }
}
