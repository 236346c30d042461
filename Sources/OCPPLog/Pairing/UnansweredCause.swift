import OCPP

/// Why a CALL has no answer.
enum UnansweredCause: Sendable, Hashable {
    case timeout(Duration)
    case connectionClosed
    /// This program was started anew while the CALL was open.
    case restart
    case idReused
    case tooManyOpen
    /// Messages were lost, and the answer may have been among them.
    case gap

    /// The entry of a CALL that ends so.
    func entry(of call: consuming OpenCall) -> Entry {
        var entry = call.entry
        entry.kind = .unanswered
        entry.reason = word
        entry.detail = sentence
        return entry
    }

    /// Every word that stands for a cause.
    static let words = [timeout(.zero), .connectionClosed, .restart, .idReused, .tooManyOpen, .gap].map(\.word)

    private var word: String {
        switch self {
        case .timeout: "timeout"
        case .connectionClosed: "connection_closed"
        case .restart: "restart"
        case .idReused: "id_reused"
        case .tooManyOpen: "too_many_open"
        case .gap: "gap"
        }
    }

    private var sentence: String {
        switch self {
        case .timeout(let limit): "no answer came within \(limit.components.seconds) s"
        case .connectionClosed: "the connection was closed before an answer came"
        case .restart: "OCPP Logs was restarted before an answer came"
        case .idReused: "the sender used the unique id again before an answer came"
        case .tooManyOpen: "too many requests were open at once; this was the oldest"
        case .gap: "messages could not be recorded; the answer may be among those that are missing"
        }
    }
}
