import Insights
import Synchronization

/// The newest alerts and what became of them; of more the oldest are let go of.
final class RecentAlerts: Sendable {
    private let limit: Int
    private let alerts = Mutex<[AlertOverview.Recent]>([])

    init(limit: Int = 100) {
        self.limit = limit
    }

    func add(_ alert: Alert) {
        let deliveries = alert.rule.targets.map {
            AlertOverview.Recent.Delivery(target: $0, state: .waiting)
        }
        alerts.withLock { alerts in
            alerts.append(AlertOverview.Recent(alert: alert, deliveries: deliveries))
            if alerts.count > limit { alerts.removeFirst(alerts.count - limit) }
        }
    }

    func mark(_ id: String, _ target: String, _ state: AlertOverview.DeliveryState) {
        alerts.withLock { alerts in
            guard let row = alerts.lastIndex(where: { $0.alert.id == id }),
                let place = alerts[row].deliveries.firstIndex(where: { $0.target == target })
            else { return }
            alerts[row].deliveries[place].state = state
        }
    }

    /// The newest first.
    var all: [AlertOverview.Recent] { alerts.withLock { $0.reversed() } }
}
