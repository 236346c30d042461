import Hummingbird
import OCPPLog

/// Pins entries that are there, for pages and API alike, and says what is in the way.
struct Pinning: Sendable {
    let store: any EntryStore
    let settings: WebSettings

    /// Pins an entry.
    /// - Throws: a problem when there is no such entry, or no room for one more pin.
    func pin(_ id: EntryID, by: String) async throws -> Pin {
        let board = try board()
        guard try await store.entry(id) != nil else { throw WebProblem.notFound("There is no entry with this id.") }
        do {
            return try board.pin(id, by: by)
        } catch let error as PinsAreFull {
            throw WebProblem(
                .conflict, Self.full, "Nothing more can be pinned", "\(EntrySentence.capital(error.description)).")
        }
    }

    /// Takes the pin of an entry away, whether the log still has the entry or not.
    /// - Returns: whether there was one.
    func unpin(_ id: EntryID) throws -> Bool { try board().unpin(id) }

    /// - Throws: a problem where nothing can be pinned.
    func board() throws(WebProblem) -> any PinBoard {
        guard let board = settings.pins else { throw .notFound("Nothing can be pinned on this server.") }
        return board
    }

    /// The code of the problem that there is no room for one more pin.
    static let full = "pins_full"
}
