import OCPP
import WebSockets

/// Listens to one tunnelled connection and records what passes.
final class ProxyConnection: ConnectionObserver {
    private let notes: ConnectionNotes

    init(_ notes: ConnectionNotes) {
        self.notes = notes
    }

    func opened(_ opened: ConnectionOpened) {
        notes.opened(ConnectionAgreement(opened))
    }

    func received(_ message: Message) {
        notes.received(CapturedMessage(message))
    }

    func refused(status: Int, reason: String, by peer: Peer?) {
        let why: CaptureCounts.Refusal =
            switch peer {
            case .client: .abandoned
            case .server: .upstream
            case nil: .unreachable
            }
        notes.refused(status: status, reason: reason, by: ConnectionEnd.Cause(peer), as: why)
    }

    func closed(_ closed: ConnectionClosed) {
        notes.closed(ConnectionEnd(closed))
    }
}
