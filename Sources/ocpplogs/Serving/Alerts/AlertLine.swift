import Insights
import Logging
import Synchronization

/// The alerts that wait for one target, and the task that delivers them, one after the other.
///
/// Bounded: when one more comes than there is room for, the oldest is let go of and counted. Whoever offers one never waits.
final class AlertLine: Sendable {
    private struct State {
        var waiting = 0
        var counts = AlertOverview.DeliveryCounts()
        var lastFailure: String?
    }

    let name: String
    private let sender: any AlertSender
    private let recent: RecentAlerts
    private let limits: DeliveryPlan.Limits
    private let jitter: @Sendable () -> Double
    private let clock: any Clock<Duration>
    private let logger: Logger
    private let state = Mutex(State())
    private let alerts: AsyncStream<Alert>
    private let queue: AsyncStream<Alert>.Continuation

    /// - Parameters:
    ///   - room: so many alerts wait at most, beside the one that is being delivered.
    ///   - jitter: a number from 0 to 1 by chance.
    init(
        _ name: String, _ sender: any AlertSender, recent: RecentAlerts, room: Int = 100,
        limits: DeliveryPlan.Limits = .init(), jitter: @escaping @Sendable () -> Double = { .random(in: 0...1) },
        clock: any Clock<Duration> = ContinuousClock(), logger: Logger
    ) {
        self.name = name
        self.sender = sender
        self.recent = recent
        self.limits = limits
        self.jitter = jitter
        self.clock = clock
        self.logger = logger
        (alerts, queue) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(room))
    }

    /// Takes an alert. Returns at once.
    func offer(_ alert: Alert) {
        // Counted before it can be delivered.
        state.withLock { $0.waiting += 1 }
        switch queue.yield(alert) {
        case .enqueued: return
        case .dropped(let oldest):
            end(oldest, .dropped) { $0.dropped += 1 }
            logger.warning(
                "an alert was dropped, since too many wait for its target",
                metadata: ["target": "\(name)", "rule": "\(oldest.rule.name)", "alert": "\(oldest.id)"])
        case .terminated: end(alert, .failed) { $0.failed += 1 }
        @unknown default: end(alert, .failed) { $0.failed += 1 }
        }
    }

    /// Delivers until the task is cancelled or ``finish()`` was called.
    func run() async {
        for await alert in alerts {
            await deliver(alert)
            if Task.isCancelled { return }
        }
    }

    /// Takes nothing any more; ``run()`` delivers what waits and ends.
    func finish() {
        queue.finish()
    }

    /// How it is doing.
    var standing: AlertOverview.TargetStanding {
        let state = state.withLock { $0 }
        return AlertOverview.TargetStanding(
            name: name, kind: sender.kind, waiting: state.waiting, counts: state.counts,
            lastFailure: state.lastFailure)
    }

    private func deliver(_ alert: Alert) async {
        var plan = DeliveryPlan(limits: limits)
        var isTold = false
        while true {
            let outcome = await sender.send(alert)
            // What was broken off since the program ends says nothing of the target.
            if Task.isCancelled, outcome != .delivered { return }
            switch plan.next(outcome, jitter: jitter()) {
            case .delivered:
                end(alert, .sent) { $0.sent += 1 }
                logger.info("an alert was delivered", metadata: metadata(alert))
                return
            case .failed(let why):
                state.withLock { $0.lastFailure = why }
                end(alert, .failed) { $0.failed += 1 }
                logger.warning("an alert was given up", metadata: metadata(alert, why))
                return
            case .again(let pause, let why):
                state.withLock { state in
                    state.lastFailure = why
                    state.counts.retried += 1
                }
                if !isTold {
                    logger.warning("an alert could not be delivered and is tried again", metadata: metadata(alert, why))
                }
                isTold = true
                guard (try? await clock.sleep(for: pause)) != nil else { return }
            }
        }
    }

    private func end(
        _ alert: Alert, _ delivery: AlertOverview.DeliveryState,
        _ count: (inout AlertOverview.DeliveryCounts) -> Void
    ) {
        recent.mark(alert.id, name, delivery)
        state.withLock { state in
            state.waiting -= 1
            count(&state.counts)
        }
    }

    private func metadata(_ alert: Alert, _ why: String? = nil) -> Logger.Metadata {
        var metadata: Logger.Metadata = ["target": "\(name)", "rule": "\(alert.rule.name)", "alert": "\(alert.id)"]
        if let why { metadata["cause"] = "\(why)" }
        return metadata
    }
}
