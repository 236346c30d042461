import OCPP

/// Keeps a station that was not accepted from going on (OCPP 2.x Part 2, B02 and B03).
///
/// Only a BootNotification on the same connection counts: a station that merely connects anew sends none (OCPP-J 1.6 §5.2).
/// In 1.6 nothing is refused: there the station is forbidden to send (1.6 §4.2), and no error is foreseen for one that does.
struct BootGate: Sendable {
    private let version: OCPPVersion
    private var status = BootPolicy.Status.accepted
    /// What the station was asked for while it is pending (B02.FR.09). At most as many as there are actions.
    private var asked: Set<Action> = []

    init(version: OCPPVersion) {
        self.version = version
    }

    /// A BootNotification was answered so.
    mutating func answered(_ status: BootPolicy.Status) {
        self.status = status
        asked = []
    }

    /// A CALL to the station that makes it send something.
    mutating func sends(_ action: Action, payload: String) {
        guard status == .pending else { return }
        switch action.rawValue {
        case "TriggerMessage":
            let message = JSONSource(payload.utf8).member("requestedMessage")?.text.map { Action($0) }
            if let message, message.specification != nil { asked.insert(message) }
        case "GetBaseReport", "GetReport": asked.insert(Action("NotifyReport"))
        default: break
        }
    }

    /// Why a CALL of the station is not answered as usual; nil when it is.
    func refusal(of action: Action) -> CallRefusal? {
        guard version != .v16, status != .accepted, !asked.contains(action) else { return nil }
        return CallRefusal(
            code: .securityError,
            sentence: "BootNotification was answered \(status.rawValue): nothing else is taken until it is Accepted")
    }
}
