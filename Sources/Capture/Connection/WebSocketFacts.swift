import OCPP
import WebSockets

// What the WebSocket layer tells, in the words of the log.

extension ConnectionAgreement {
    init(_ opened: ConnectionOpened) {
        self.init(subprotocol: opened.subprotocol, isCompressed: opened.isCompressed)
    }
}

extension ConnectionEnd {
    init(_ closed: ConnectionClosed) {
        cause = Cause(closed.by)
        // 1006 stands for a connection that ended without a close frame (RFC 6455 §7.4.1).
        code = closed.code == 1006 ? nil : Int(closed.code)
        reason = closed.reason
    }
}

extension ConnectionEnd.Cause {
    /// - Parameter peer: who went first; nil: this program.
    init(_ peer: Peer?) {
        self =
            switch peer {
            case .client: .charger
            case .server: .upstream
            case nil: .server
            }
    }
}

extension CapturedMessage {
    init(_ message: Message) {
        source = message.from == .client ? .cp : .csms
        bytes = message.bytes
        length = message.length
        problem =
            switch message.problem {
            case .tooLarge:
                FrameProblem(
                    .tooLarge, at: bytes.count, "the message has \(length) bytes; the first \(bytes.count) were kept")
            case .notInflatable:
                FrameProblem(.webSocket, at: bytes.count, "the compressed message cannot be inflated")
            case .protocolViolation(let rule):
                FrameProblem(.webSocket, at: bytes.count, "the WebSocket protocol was broken: \(rule)")
            case nil:
                message.kind == .text ? nil : FrameProblem(.binary, at: 0, "a binary message is no OCPP frame")
            }
    }
}
