import Logging
import OCPPLog

/// What all listeners and connections of capture share.
final class CaptureContext: Sendable {
    let role: CaptureRole
    let settings: CaptureSettings
    let logger: Logger
    let counters = CaptureCounters()
    let chargers = ConnectedChargers()

    init(role: CaptureRole, settings: CaptureSettings, logger: Logger) {
        self.role = role
        self.settings = settings
        self.logger = logger
    }

    var sender: any CallSender {
        switch role {
        case .proxy: ProxySender()
        case .controller(let controller):
            ControllerSender(chargers: chargers, checkRequest: controller.checkRequest)
        }
    }
}
