import Logging
import NIOCore
import OCPP
import OCPPLog
import WebSockets

/// Decides about each handshake of one listener, and gives the connection a log of its own.
struct CaptureAcceptor: ConnectionAcceptor {
    private let context: CaptureContext
    private let policy: SecurityPolicy

    init(_ context: CaptureContext, policy: SecurityPolicy) {
        self.context = context
        self.policy = policy
    }

    func decide(
        _ request: HandshakeRequest, on eventLoop: any EventLoop, answer: @escaping (HandshakeDecision) -> Void
    ) {
        answer(admit(request, ChargerID(request), on: eventLoop))
    }

    /// No station can be named here, so there is no site whose level says whether it is kept: it is counted and logged.
    func refused(from remoteAddress: String, status: Int, reason: String) {
        context.logger.info(
            "a connection was refused: it is no WebSocket handshake",
            metadata: ["from": "\(remoteAddress)", "status": "\(status)", "reason": "\(reason)"])
    }

    /// The station is who it says; the role decides.
    private func admit(
        _ request: HandshakeRequest, _ charger: ChargerID, on eventLoop: any EventLoop
    ) -> HandshakeDecision {
        var facts = facts(of: request, charger)
        switch context.role {
        case .proxy(let routes):
            guard let (upstream, _) = routes.destination(of: charger) else {
                return refuse(facts, 404, "no upstream is configured for this charging station", on: eventLoop)
            }
            facts.upstream = upstream.address
            return .tunnel(
                to: upstream.request(for: request), observer: ProxyConnection(recorder(facts, on: eventLoop)))
        case .controller(let controller):
            switch ControllerHandshake(to: charger, offered: request.subprotocols, admission: controller.admission) {
            case .refuse(let reason):
                return refuse(facts, 404, reason, on: eventLoop)
            case .acceptAndClose(let reason):
                let handler = UnwantedConnection(recorder(facts, on: eventLoop), reason: reason)
                return .endpoint(subprotocol: nil, handler: handler)
            case .accept(let version):
                let handler = ControllerConnection(
                    facts, version, recorder(facts, on: eventLoop), controller, context)
                return .endpoint(subprotocol: version.subprotocol, handler: handler)
            }
        }
    }

    private func refuse(
        _ facts: ConnectionFacts, _ status: Int, _ reason: String, on eventLoop: any EventLoop
    ) -> HandshakeDecision {
        recorder(facts, on: eventLoop).refused(status: status, reason: reason, by: .server)
        return .refuse(status: status, reason: reason)
    }

    private func facts(of request: HandshakeRequest, _ charger: ChargerID) -> ConnectionFacts {
        ConnectionFacts(
            id: context.settings.newConnectionID(), charger: charger,
            remoteAddress: request.remoteAddress.isEmpty ? nil : request.remoteAddress, isTLS: request.tls != nil,
            offered: request.subprotocols)
    }

    private func recorder(_ facts: ConnectionFacts, on eventLoop: any EventLoop) -> ConnectionRecorder {
        ConnectionRecorder(facts, context.settings, on: eventLoop)
    }
}

extension ChargerID {
    /// The identity that a handshake names: the last segment of its path (OCPP-J 1.6 §3.1.1).
    init(_ request: HandshakeRequest) {
        self.init(request.decodedLastPathSegment)
    }
}
