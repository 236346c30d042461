import OCPP
import OCPPLog

/// The connections that are being written as TCP connections. A bounded number is kept; one that was forgotten begins anew, with
/// another address.
struct SyntheticConversations {
    private static let most = 4_096

    private struct Key: Hashable {
        var charger: ChargerID
        var connection: ConnectionID
        var version: OCPPVersion
    }

    private var conversations: [SyntheticConversation] = []
    private var keys: [Key] = []
    private var slots: [Key: Int] = [:]
    private var started = 0

    subscript(slot: Int) -> SyntheticConversation {
        get { conversations[slot] }
        _modify { yield &conversations[slot] }
    }

    /// The conversation an entry belongs to; a new one begins with its handshake.
    mutating func slot(of entry: Entry, to bytes: inout [UInt8]) -> Int {
        let key = Key(charger: entry.chargerID, connection: entry.connectionID, version: entry.version)
        if let known = slots[key] { return known }
        started += 1
        var conversation = SyntheticConversation(number: started)
        conversation.open(entry.chargerID, entry.version, at: entry.datetime, to: &bytes)
        guard conversations.count == Self.most else {
            conversations.append(conversation)
            keys.append(key)
            slots[key] = conversations.count - 1
            return conversations.count - 1
        }
        // The one that began first makes room.
        let slot = (started - 1) % Self.most
        slots[keys[slot]] = nil
        conversations[slot] = conversation
        keys[slot] = key
        slots[key] = slot
        return slot
    }
}
