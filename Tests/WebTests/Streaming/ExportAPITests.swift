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

    private func ask(_ store: any EntryStore) async throws -> TestResponse {
        var settings = try Served.settings()
        settings.formats = [Self.format]
        let server = WebServer(store: store, settings: settings, logger: Logger(label: "test"))
        return try await Application(router: try server.router()).test(.router) {
            try await $0.execute(uri: "/api/v1/export", method: .get, headers: [:])
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

    @Test func withoutFormatsAndATailThereIsNothing() async throws {
        for uri in ["/api/v1/export", "/api/v1/stream"] {
            let answer = try await Served().ask(uri)
            #expect(answer.status == .notFound && answer.text.contains("\"not_found\""))
        }
    }
}
