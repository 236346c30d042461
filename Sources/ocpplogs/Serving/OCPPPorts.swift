import OCPPLog
import Synchronization

/// Whether the OCPP ports take in charging stations.
final class OCPPPorts: HealthSource {
    private let urls: [String]
    private let isOpen = Mutex(true)

    /// Ports that are open.
    init(_ urls: [String]) {
        self.urls = urls
    }

    func close() {
        isOpen.withLock { $0 = false }
    }

    func healthChecks() -> [HealthCheck] {
        isOpen.withLock { $0 }
            ? [
                HealthCheck(
                    "ocpp_port", .ok, title: "the OCPP port is open",
                    detail: "stations connect to \(urls.joined(separator: ", "))")
            ]
            : [
                HealthCheck(
                    "ocpp_port", .failing, title: "the OCPP port is closed", detail: "the program is stopping")
            ]
    }
}
