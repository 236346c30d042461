import OCPP

/// The CALLs of one side of a connection: those that are open, and the last few that are not any more.
struct CallLedger: Sendable {
    /// A CALL that got its answer or will never be waited for again.
    struct Finished: Sendable {
        var uniqueID: UniqueID
        var action: Action
        var level: Level?
        var requestedAt: Timestamp
        var connectorID: Int?
        var evseID: Int?
        var transactionID: String?
        var wasAnswered: Bool
    }

    private struct Waiting: Sendable {
        var call: OpenCall
        var deadline: Timestamp
    }

    /// CALLs with longer names and ids are not remembered: a station could fill the memory with them.
    fileprivate static let longestRemembered = 1_024

    /// Oldest first, which is also the order of the deadlines.
    private var waiting: [Waiting] = []
    private var remembered: [Finished] = []
    /// How long the frames of the open CALLs are together.
    private var bytes = 0

    /// The open CALLs, oldest first.
    var open: [OpenCall] { waiting.map(\.call) }

    var oldest: OpenCall? { waiting.first?.call }

    /// When the oldest CALL has waited long enough.
    var nextDeadline: Timestamp? { waiting.first?.deadline }

    /// Whether the oldest CALL must go before one with a frame of so many bytes may come.
    func isFull(for size: Int) -> Bool {
        waiting.count >= Correlator.maximumOpen || (!waiting.isEmpty && bytes + size > Correlator.maximumOpenBytes)
    }

    /// The open CALL with that id.
    func openCall(_ id: UniqueID) -> OpenCall? {
        waiting.last { $0.call.entry.uniqueID == id }?.call
    }

    /// The latest finished CALL with that id, if it is remembered.
    func finished(_ id: UniqueID) -> Finished? {
        remembered.last { $0.uniqueID == id }
    }

    mutating func add(_ call: OpenCall, until deadline: Timestamp) {
        waiting.append(Waiting(call: call, deadline: deadline))
        bytes += call.entry.request?.length ?? 0
    }

    /// The clock was set back: no CALL waits beyond that moment, which is the timeout from now on.
    mutating func waitNoLonger(than deadline: Timestamp) {
        for index in waiting.indices { waiting[index].deadline = min(waiting[index].deadline, deadline) }
    }

    /// Takes a CALL off the open ones and remembers it.
    mutating func finish(_ call: OpenCall, answered: Bool) {
        waiting.removeAll { $0.call.key == call.key }
        bytes -= call.entry.request?.length ?? 0
        guard let finished = Finished(call.entry, wasAnswered: answered) else { return }
        if remembered.count >= Correlator.maximumRemembered { remembered.removeFirst() }
        remembered.append(finished)
    }
}

extension CallLedger.Finished {
    /// Nil for a CALL that is too long to be remembered.
    fileprivate init?(_ entry: Entry, wasAnswered: Bool) {
        guard let id = entry.uniqueID, let action = entry.action else { return nil }
        let texts = [id.rawValue, action.rawValue, entry.transactionID ?? ""]
        guard texts.reduce(0, { $0 + $1.utf8.count }) <= CallLedger.longestRemembered else { return nil }
        uniqueID = id
        self.action = action
        level = entry.level
        requestedAt = entry.datetime
        connectorID = entry.connectorID
        evseID = entry.evseID
        transactionID = entry.transactionID
        self.wasAnswered = wasAnswered
    }
}
