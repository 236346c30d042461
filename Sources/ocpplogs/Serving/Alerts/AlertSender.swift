import Insights

/// A way to tell somebody of an alert.
protocol AlertSender: Sendable {
    /// What the API calls it: `webhook`.
    var kind: String { get }

    /// One try. Ends within its own time limit.
    func send(_ alert: Alert) async -> DeliveryOutcome
}
