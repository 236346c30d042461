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
        switch Identification(request, policy) {
        case .refused(let charger, let status, let reason):
            answer(refuse(facts(of: request, charger), status, reason, as: .login, on: eventLoop))
        case .station(let charger):
            guard let logins = context.logins, policy.checksPasswords(asController: context.role.isController) else {
                return answer(admit(request, charger, on: eventLoop))
            }
            logins.logIn(charger, request, on: eventLoop) { refusal in
                guard let refusal else { return answer(self.admit(request, charger, on: eventLoop)) }
                answer(self.refuse(request, charger, refusal, on: eventLoop))
            }
        }
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
            guard let (upstream, site) = routes.destination(of: charger) else {
                let reason = "no upstream is configured for this charging station"
                return refuse(facts, 404, reason, as: .route, on: eventLoop)
            }
            // A password that was checked here is none of the upstream's business.
            let withheld: Set<String> = policy.checksPasswords(asController: false) ? ["authorization"] : []
            let asked = upstream.request(
                for: request.naming(charger), site: site.rawValue, withholding: withheld)
            facts.upstream = asked.shown
            return .tunnel(to: asked, observer: ProxyConnection(notes(facts, on: eventLoop)))
        case .controller(let controller):
            switch ControllerHandshake(to: charger, offered: request.subprotocols, admission: controller.admission) {
            case .refuse(let reason):
                return refuse(facts, 404, reason, as: .identity, on: eventLoop)
            case .acceptAndClose(let reason):
                let handler = UnwantedConnection(notes(facts, on: eventLoop), reason: reason)
                return .endpoint(subprotocol: nil, handler: handler)
            case .accept(let version):
                let handler = ControllerConnection(
                    facts, version, notes(facts, on: eventLoop), controller, context)
                return .endpoint(subprotocol: version.subprotocol, handler: handler)
            }
        }
    }

    private func refuse(
        _ facts: ConnectionFacts, _ status: Int, _ reason: String, as why: CaptureCounts.Refusal,
        on eventLoop: any EventLoop
    ) -> HandshakeDecision {
        notes(facts, on: eventLoop).refused(status: status, reason: reason, by: .server, as: why)
        return .refuse(status: status, reason: reason)
    }

    private func refuse(
        _ request: HandshakeRequest, _ charger: ChargerID, _ refusal: LoginDesk.Refusal, on eventLoop: any EventLoop
    ) -> HandshakeDecision {
        if let told = refusal.told {
            notes(facts(of: request, charger), on: eventLoop)
                .refused(status: refusal.status, reason: told, by: .server)
        }
        return .refuse(status: refusal.status, reason: refusal.answer, headers: refusal.headers)
    }

    private func facts(of request: HandshakeRequest, _ charger: ChargerID) -> ConnectionFacts {
        ConnectionFacts(
            id: context.settings.newConnectionID(), charger: charger,
            remoteAddress: request.remoteAddress.isEmpty ? nil : request.remoteAddress,
            tlsVersion: request.tls?.version,
            certificateName: request.tls?.certificate.flatMap { CertificateIdentity.name(in: $0) },
            offered: request.subprotocols, headers: HandshakeStory.of(request.headers))
    }

    private func notes(_ facts: ConnectionFacts, on eventLoop: any EventLoop) -> ConnectionNotes {
        ConnectionNotes(facts, context, on: eventLoop)
    }
}
