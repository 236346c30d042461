import Logging
import NIOCore
import OCPP
import OCPPLog
import WebSockets

/// Decides about each handshake by the role of this program, and gives the connection a log of its own.
struct CaptureAcceptor: ConnectionAcceptor {
    let role: CaptureRole
    let settings: CaptureSettings
    let logger: Logger

    func decide(
        _ request: HandshakeRequest, on eventLoop: any EventLoop, answer: @escaping (HandshakeDecision) -> Void
    ) {
        switch role {
        case .proxy(let upstream):
            let recorder = recorder(for: request, upstream: upstream, on: eventLoop)
            answer(.tunnel(to: upstream.request(for: request), observer: ProxyConnection(recorder)))
        case .controller(let controller):
            answer(self.answer(request, controller, on: eventLoop))
        }
    }

    /// No station can be named here, so there is no site whose level says whether it is kept: it is counted and logged.
    func refused(from remoteAddress: String, status: Int, reason: String) {
        logger.info(
            "a connection was refused: it is no WebSocket handshake",
            metadata: ["from": "\(remoteAddress)", "status": "\(status)", "reason": "\(reason)"])
    }

    private func answer(
        _ request: HandshakeRequest, _ controllerSettings: ControllerSettings, on eventLoop: any EventLoop
    ) -> HandshakeDecision {
        let recorder = recorder(for: request, upstream: nil, on: eventLoop)
        let charger = ChargerID(request)
        switch ControllerHandshake(to: charger, offered: request.subprotocols) {
        case .refuse(let reason):
            recorder.refused(status: 404, reason: reason, by: .server)
            return .refuse(status: 404, reason: reason)
        case .acceptAndClose(let reason):
            return .endpoint(subprotocol: nil, handler: UnwantedConnection(recorder, reason: reason))
        case .accept(let version):
            let controller = Controller(version: version, settings: controllerSettings)
            let handler = ControllerConnection(controller, recorder, now: settings.now)
            return .endpoint(subprotocol: version.subprotocol, handler: handler)
        }
    }

    private func recorder(
        for request: HandshakeRequest, upstream: Upstream?, on eventLoop: any EventLoop
    ) -> ConnectionRecorder {
        let facts = ConnectionFacts(
            id: settings.newConnectionID(), charger: ChargerID(request),
            remoteAddress: request.remoteAddress.isEmpty ? nil : request.remoteAddress, isTLS: request.tls != nil,
            offered: request.subprotocols, upstream: upstream?.address)
        return ConnectionRecorder(facts, settings, on: eventLoop)
    }
}

extension ChargerID {
    /// The identity that a handshake names: the last segment of its path (OCPP-J 1.6 §3.1.1).
    init(_ request: HandshakeRequest) {
        self.init(request.decodedLastPathSegment)
    }
}
