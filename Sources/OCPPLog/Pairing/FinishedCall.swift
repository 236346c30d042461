import OCPP

/// What is remembered of a CALL that got its answer or will never be waited for again: what an answer that comes late or twice
/// takes from it. A connection has a few of them for its whole life, so they are small.
struct FinishedCall: Sendable {
    /// CALLs with longer names and ids are not remembered: a station could fill the memory with them.
    private static let longest = 1_024

    let uniqueID: UniqueID
    let action: Action
    let level: Level?
    let wasAnswered: Bool
    let requestedAt: Timestamp
    private let place: Place?

    /// Most CALLs name nothing of it.
    private final class Place: Sendable {
        let connectorID: Int?
        let evseID: Int?
        let transactionID: String?

        init?(_ entry: Entry) {
            guard entry.connectorID != nil || entry.evseID != nil || entry.transactionID != nil else { return nil }
            connectorID = entry.connectorID
            evseID = entry.evseID
            transactionID = entry.transactionID
        }
    }

    /// Nil for a CALL that is too long to be remembered.
    init?(_ entry: Entry, wasAnswered: Bool) {
        guard let id = entry.uniqueID, let action = entry.action else { return nil }
        let length =
            id.rawValue.utf8.count + action.rawValue.utf8.count + (entry.transactionID?.utf8.count ?? 0)
        guard length <= Self.longest else { return nil }
        uniqueID = id
        // The name as this program has it once, instead of the one that came with the frame.
        self.action = action.specification?.action ?? action
        level = entry.level
        requestedAt = entry.datetime
        place = Place(entry)
        self.wasAnswered = wasAnswered
    }

    /// Writes into an answer without a request what the request said.
    func fill(_ entry: inout Entry) {
        entry.action = action
        entry.level = level
        entry.connectorID = place?.connectorID
        entry.evseID = place?.evseID
        entry.transactionID = place?.transactionID
    }
}
