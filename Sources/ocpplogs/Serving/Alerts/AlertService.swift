import Insights
import Logging
import OCPPLog
import ServiceLifecycle

/// Watches what is recorded and tells whom the configuration names. Ends before capture does: that connections close then is
/// nothing to be alerted of.
struct AlertService: Service {
    let desk: AlertDesk
    let tail: LiveTail
    let boots: any BootSource
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            if desk.asksBoots { await learnBoots() }
            await desk.run()
        }
        let waiting = desk.waiting
        if waiting > 0 {
            logger.warning(
                "the program ends before all alerts were delivered", metadata: ["alerts": "\(waiting)"])
        }
    }

    /// Without it rules that ask for vendor, model or firmware match nothing of a station before its next boot.
    private func learnBoots() async {
        do {
            try await tail.learnBoots(from: boots)
        } catch {
            logger.warning(
                "what stations said when they booted could not be read for alerts", metadata: ["error": "\(error)"])
        }
    }
}

extension AlertService {
    /// Nil where the configuration has no rules.
    /// - Parameter senders: the way to tell each target, in the order of the configuration.
    static func make(
        _ configuration: AlertsConfiguration, senders: [any AlertSender], tail: LiveTail, boots: any BootSource,
        findings: RecentFindings, logger: Logger
    ) throws -> AlertService? {
        guard !configuration.rules.isEmpty else { return nil }
        let recent = RecentAlerts()
        let lines = zip(configuration.targets, senders).map { target, sender in
            AlertLine(target.name, sender, recent: recent, logger: logger)
        }
        let rules = try configuration.rules.map { try WatchedRule($0, tail) }
        let desk = AlertDesk(
            rules: rules, lines: lines, recent: recent, findings: findings,
            makeID: { newID() }, now: SystemTime.now, logger: logger)
        return AlertService(desk: desk, tail: tail, boots: boots, logger: logger)
    }

    /// 128 bits by chance, as hexadecimal digits.
    static func newID() -> String {
        (0..<2).map { _ in
            let hex = String(UInt64.random(in: .min ... .max), radix: 16)
            return String(repeating: "0", count: 16 - hex.count) + hex
        }.joined()
    }
}
