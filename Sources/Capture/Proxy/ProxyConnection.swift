import OCPP
import WebSockets

/// Listens to one tunnelled connection and records what passes.
final class ProxyConnection: ConnectionObserver {
    private let recorder: ConnectionRecorder

    init(_ recorder: ConnectionRecorder) {
        self.recorder = recorder
    }

    func opened(_ opened: ConnectionOpened) {
        recorder.opened(ConnectionAgreement(opened))
    }

    func received(_ message: Message) {
        recorder.received(CapturedMessage(message))
    }

    func refused(status: Int, reason: String, by peer: Peer?) {
        let why: CaptureCounts.Refusal =
            switch peer {
            case .client: .abandoned
            case .server: .upstream
            case nil: .unreachable
            }
        recorder.refused(status: status, reason: reason, by: ConnectionEnd.Cause(peer), as: why)
    }

    func closed(_ closed: ConnectionClosed) {
        recorder.closed(ConnectionEnd(closed))
    }
}
