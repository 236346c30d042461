import Logging
import OCPPLog
import Synchronization

/// What all listeners and connections of capture share.
final class CaptureContext: Sendable {
    let role: CaptureRole
    let settings: CaptureSettings
    let logger: Logger
    let counters = CaptureCounters()
    let chargers = ConnectedChargers()
    let connections = Mutex(ConnectionBook())
    let pairing: Pairing
    /// Nil where no listener checks passwords.
    let logins: LoginDesk?

    init(role: CaptureRole, settings: CaptureSettings, policies: [SecurityPolicy], logger: Logger) {
        self.role = role
        self.settings = settings
        self.logger = logger
        let checks = policies.contains { $0.checksPasswords(asController: role.isController) }
        pairing = Pairing(settings, counters)
        logins = checks ? LoginDesk(settings, counters) : nil
    }

    var sender: any CallSender {
        switch role {
        case .proxy: ProxySender()
        case .controller(let controller):
            ControllerSender(chargers: chargers, checkRequest: controller.checkRequest)
        }
    }

    /// Every connection is gone: returns when the last word of each is offered to the recorder.
    func close() async {
        await pairing.settle()
        await logins?.close()
    }
}

extension CaptureRole {
    var isController: Bool {
        switch self {
        case .proxy: false
        case .controller: true
        }
    }
}
