import OCPPLog
import Synchronization

/// Whether the OCPP port takes in charging stations.
final class OCPPPort: HealthSource {
    private let address: HostPort
    private let isOpen = Mutex(true)

    /// A port that is open.
    init(_ address: HostPort) {
        self.address = address
    }

    func close() {
        isOpen.withLock { $0 = false }
    }

    func healthChecks() -> [HealthCheck] {
        isOpen.withLock { $0 }
            ? [HealthCheck("ocpp_port", .ok, title: "the OCPP port is open", detail: "stations connect to \(address)")]
            : [
                HealthCheck(
                    "ocpp_port", .failing, title: "the OCPP port is closed", detail: "the program is stopping")
            ]
    }
}
