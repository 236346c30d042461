import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// What an export says of itself, and when it breaks off.
struct ExportAPITests {
    /// Writes the number of each entry on a line.
    private struct NumberWriter: EntryWriter {
        mutating func begin(_ bytes: inout [UInt8]) { bytes += Array("begin\n".utf8) }
        mutating func append(_ entry: Entry, to bytes: inout [UInt8]) { bytes += Array("\(entry.id)\n".utf8) }
        mutating func end(_ bytes: inout [UInt8]) { bytes += Array("end\n".utf8) }
    }

    private static let format = ExportFormat(name: "numbers", mediaType: "text/plain", fileExtension: "txt") {
        NumberWriter()
    }

    /// Writes what was asked for, and has no place for entries.
    private struct SubjectWriter: EntryWriter {
        let subject: ExportSubject
        private var count = 0

        init(_ subject: ExportSubject) { self.subject = subject }

        mutating func begin(_ bytes: inout [UInt8]) { bytes += Array("\(subject.program): \(subject.query)\n".utf8) }
        mutating func append(_ entry: Entry, to bytes: inout [UInt8]) { count += 1 }
        mutating func end(_ bytes: inout [UInt8]) {
            bytes += Array("\(subject.from?.description ?? "-") \(subject.to?.description ?? "-")".utf8)
        }

        var omission: ExportOmission? { ExportOmission(count: count, sentence: "nothing has a place") }
    }

    private func ask(
        _ store: any EntryStore, _ uri: String = "/api/v1/export", as format: ExportFormat = format
    ) async throws -> TestResponse {
        var settings = try Served.settings()
        settings.formats = [format]
        settings.program = ProgramName("Tests", version: "7")
        let server = WebServer(store: store, settings: settings, logger: Logger(label: "test"))
        return try await Application(router: try server.router()).test(.router) {
            try await $0.execute(uri: uri, method: .get, headers: [:])
        }
    }

    private static let entry = Entry(
        id: EntryID(origin: 7, sequence: 1), kind: .connection, datetime: .at(1), chargerID: ChargerID("A"),
        connectionID: ConnectionID(rawValue: 1), source: .cp, version: .v16)

    @Test func theWriterOfTheFormatIsAskedAndTheFileHasAName() async throws {
        let answer = try await ask(DamagedStore(entries: [Self.entry], unreadable: 0))
        #expect(answer.text == "begin\n\(Self.entry.id)\nend\n" && answer.headers[.contentType] == "text/plain")
        let name = try #require(answer.headers[.contentDisposition])
        #expect(name.wholeMatch(of: /attachment; filename="ocpplogs-[0-9]{8}T[0-9]{6}Z\.txt"/) != nil)
    }

    @Test func whatIsDamagedStandsInTheTrailer() async throws {
        let answer = try await ask(DamagedStore(entries: [Self.entry], unreadable: 12))
        let unreadable = try #require(HTTPField.Name("Ocpplogs-Unreadable"))
        let entries = try #require(HTTPField.Name("Ocpplogs-Entries"))
        #expect(answer.trailerHeaders?[unreadable] == "12" && answer.trailerHeaders?[entries] == "1")
    }

    @Test func aWriterIsToldWhatWasAskedForAndTheTrailerWhatItHasNoPlaceFor() async throws {
        let format = ExportFormat(
            name: "subject", mediaType: "text/plain", fileExtension: "txt", about: "", writerOf: { SubjectWriter($0) })
        let answer = try await ask(
            DamagedStore(entries: [Self.entry, Self.entry], unreadable: 0),
            "/api/v1/export?q=charger:A%20kind:connection&from=2026-11-23T10:00:00Z", as: format)
        #expect(answer.text == "Tests 7: charger:A kind:connection\n2026-11-23T10:00:00.000000Z -")
        let leftOut = try #require(HTTPField.Name("Ocpplogs-Left-Out"))
        #expect(answer.trailerHeaders?[leftOut] == "2")
    }

    @Test func aFormatThatHasAnOrderIsWrittenInIt() async throws {
        let store = MemoryStore(origin: 7)
        var later = Self.entry
        (later.datetime, later.id) = (.at(2), EntryID(origin: 7, sequence: 2))
        _ = await store.add([Self.entry, later])
        let format = ExportFormat(
            name: "numbers", mediaType: "text/plain", fileExtension: "txt", order: .oldestFirst
        ) { NumberWriter() }
        let told = try await ask(store, "/api/v1/export?order=desc", as: format).text
        let any = try await ask(store, "/api/v1/export?order=asc").text
        let turned = try await ask(store, "/api/v1/export?order=desc").text
        #expect(told == any && turned != any)
    }

    @Test func withoutFormatsAndATailThereIsNothing() async throws {
        for uri in ["/api/v1/export", "/api/v1/stream"] {
            let answer = try await Served().ask(uri)
            #expect(answer.status == .notFound && answer.text.contains("\"not_found\""))
        }
    }
}
