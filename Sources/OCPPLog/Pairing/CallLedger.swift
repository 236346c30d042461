import OCPP

/// The CALLs of one side of a connection: those that are open, and the last few that are not any more.
struct CallLedger: Sendable {
    /// A CALL that got its answer or will never be waited for again.
    struct Finished: Sendable {
        var uniqueID: UniqueID
        var action: Action?
        var level: Level?
        var requestedAt: Timestamp
        var wasAnswered: Bool
    }

    /// Oldest first.
    var open: [OpenCall] = []
    private var remembered: [Finished] = []

    var oldest: OpenCall? { open.first }

    /// The open CALL with that id.
    func openCall(_ id: UniqueID) -> OpenCall? {
        open.last { $0.entry.uniqueID == id }
    }

    /// The latest finished CALL with that id, if it is remembered.
    func finished(_ id: UniqueID) -> Finished? {
        remembered.last { $0.uniqueID == id }
    }

    /// Takes a CALL off the open ones and remembers it.
    mutating func finish(_ call: OpenCall, answered: Bool) {
        open.removeAll { $0.key == call.key }
        guard let id = call.entry.uniqueID else { return }
        if remembered.count >= Correlator.maximumRemembered { remembered.removeFirst() }
        remembered.append(
            Finished(
                uniqueID: id, action: call.entry.action, level: call.entry.level, requestedAt: call.entry.datetime,
                wasAnswered: answered))
    }
}
