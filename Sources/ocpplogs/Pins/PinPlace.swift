import ArgumentParser
import EmbeddedStore
import Foundation
import OCPP
import OCPPLog

/// Whose pins a command reads and changes: those of a data directory, or of a running server.
struct PinPlace: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The data directory, also while a server writes to it; with --server the one with its token. "
                + "Default: \(Configuration.defaultData)."))
    var data: String?

    @Option(help: "A running server that is asked instead, such as http://127.0.0.1:8080.")
    var server: String?

    @Option(help: "With --server: a file with its token, instead of the one in the data directory.")
    var tokenFile: String?

    /// What a pin says that a command set.
    private static let by = "command"
    private static let path = "/api/v1/pins"

    /// Reads the ids of entries.
    /// - Throws: ``CommandFailure`` that names the text which is none.
    static func entries(_ texts: [String]) throws -> [EntryID] {
        try texts.map { text in
            guard let id = EntryID(text) else {
                throw CommandFailure.usage(
                    "\"\(VisibleText.of(text))\" is no id of an entry; it looks like 3f09a2c1-1842")
            }
            return id
        }
    }

    /// The pins with what the log has of their entries, each as the API writes it.
    func pins() async throws -> [[UInt8]] {
        if let client = try client(writes: false) {
            guard let list = try? JSONMembers(of: try await client.get(Self.path))["pins"] else {
                throw CommandFailure.server("\(client.base): the answer is no list of pins")
            }
            return list.elements
        }
        let list = try board().read()
        let store = try StoreOpening.forReading(directory)
        return try await PinnedEntry.all(list.pins, in: store).map { Array(PinJSON.object(of: $0).json.utf8) }
    }

    /// Pins entries, one after the other.
    /// - Throws: ``CommandFailure`` for one that is not there, or has no room.
    func pin(_ ids: [EntryID]) async throws {
        if let client = try client(writes: true) {
            for id in ids {
                guard try await client.find("/api/v1/entries/\(id)") != nil else {
                    throw Self.missing(id, in: client.base)
                }
                _ = try await client.put("\(Self.path)/\(id)", "")
            }
            return
        }
        let (board, store) = (board(), try StoreOpening.forReading(directory))
        for id in ids {
            guard try await store.entry(id) != nil else { throw Self.missing(id, in: directory) }
            do {
                _ = try board.pin(id, by: Self.by)
            } catch let error as PinsAreFull {
                throw CommandFailure.usage("\(id): \(error)")
            }
        }
    }

    private static func missing(_ id: EntryID, in place: String) -> CommandFailure {
        CommandFailure(message: "ocpplogs: there is no entry \(id) in \(place)", exitCode: ReadingSession.nothing)
    }

    /// Takes pins away.
    /// - Returns: how many there were.
    func unpin(_ ids: [EntryID]) async throws -> Int {
        var count = 0
        if let client = try client(writes: true) {
            for id in ids {
                let answer = try JSONMembers(of: try await client.delete("\(Self.path)/\(id)"))
                if answer["was_pinned"]?.token.kind == .true { count += 1 }
            }
            return count
        }
        let board = board()
        // A mistyped name of a directory must not be mistaken for one without pins.
        guard DataDirectory(path: directory).exists else {
            throw CommandFailure.usage("\(directory): there is no such data directory")
        }
        for id in ids where try board.unpin(id) { count += 1 }
        return count
    }

    private var directory: String { data ?? Configuration.defaultData }

    private func board() -> KeptPins { KeptPins.ofCommand(DataDirectory(path: directory)) }

    /// Nil where no server is named.
    private func client(writes: Bool) throws -> ServerClient? {
        guard let server else {
            if tokenFile != nil { throw CommandFailure.usage("--token-file goes with --server") }
            return nil
        }
        let token = URL(filePath: directory, directoryHint: .isDirectory).appending(path: "token").path
        return try ServerClient(server, tokenFile: tokenFile ?? (writes ? token : nil))
    }
}
