import Foundation
import OCPP
import OCPPLog

/// Hands entries to a running server, in bodies of a bounded size.
struct ServerImportStore: ImportStore {
    private static let path = "/api/v1/entries"
    /// A body is sent when it has so many bytes.
    private static let bodySize = 4 << 20
    /// How long a body may take, the server's wait for its disk included.
    private static let timeout = Duration.seconds(120)
    /// So often a server that has another import is asked again.
    private static let mostAttempts = 60
    /// The server knows sites better: an entry that names none gets its site there.
    private static let siteless = EntryField.allCases.filter { $0 != .siteID }

    private let options: @Sendable () -> ServerOptions

    init(server: String, data: String, tokenFile: String?) {
        options = {
            var options = ServerOptions()
            options.server = server
            options.data = data
            options.tokenFile = tokenFile
            return options
        }
    }

    func add(_ entries: [Entry]) async throws -> ImportCount {
        var count = ImportCount()
        var body: [UInt8] = []
        for entry in entries {
            EntryJSON.append(
                entry, fields: entry.siteID == .default ? Self.siteless : EntryField.allCases, to: &body)
            body.append(UInt8(ascii: "\n"))
            if body.count >= Self.bodySize { try await send(&body, &count) }
        }
        if !body.isEmpty { try await send(&body, &count) }
        return count
    }

    private func send(_ body: inout [UInt8], _ count: inout ImportCount) async throws {
        let server = options()
        var attempts = 1
        var answer = try await server.send(Self.path, body, type: "application/x-ndjson", timeout: Self.timeout)
        while answer.status == 429, attempts < Self.mostAttempts {
            attempts += 1
            try await Task.sleep(for: .seconds(1))
            answer = try await server.send(Self.path, body, type: "application/x-ndjson", timeout: Self.timeout)
        }
        try answer.check()
        let members = try answer.members()
        guard let added = members["added"]?.number, let duplicates = members["duplicates"]?.number,
            members["rejected_count"]?.number == 0
        else {
            throw CommandFailure.server(
                "the server does not read all that this program writes; is it of another version?")
        }
        count.added += Int(added)
        count.duplicates += Int(duplicates)
        body.removeAll(keepingCapacity: true)
    }
}
