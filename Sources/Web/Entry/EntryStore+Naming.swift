import OCPP
import OCPPLog

extension EntryStore {
    /// The entry whose id an address names.
    /// - Throws: `not_found` when there is none, and what the store throws.
    func entry(named text: String?) async throws -> Entry {
        guard let id = text.flatMap({ EntryID($0) }), let entry = try await entry(id) else {
            throw WebProblem.notFound("There is no entry with this id.")
        }
        return entry
    }
}
