import Insights
import Logging
import OCPP
import OCPPLog

/// All rules and all that are told: what is recorded is counted, and what is enough goes on its way.
///
/// Everything here is beside recording: entries come from the live tail, which lets go of them when they are taken too slowly.
final class AlertDesk: Sendable {
    private let rules: [WatchedRule]
    private let lines: [AlertLine]
    private let recent: RecentAlerts
    private let findings: RecentFindings
    private let makeID: @Sendable () -> String
    private let now: @Sendable () -> Timestamp
    private let logger: Logger

    /// - Parameter findings: knows the sentences of what rules found in the newest entries.
    init(
        rules: [WatchedRule], lines: [AlertLine], recent: RecentAlerts, findings: RecentFindings,
        makeID: @escaping @Sendable () -> String, now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) {
        self.rules = rules
        self.lines = lines
        self.recent = recent
        self.findings = findings
        self.makeID = makeID
        self.now = now
        self.logger = logger
    }

    /// Whether a rule asks for what stations said when they booted.
    var asksBoots: Bool { rules.contains { $0.rule.query.asksBoots } }

    /// Counts and delivers until the task is cancelled.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            for rule in rules {
                group.addTask { await rule.run(makeID: self.makeID) { self.raise($0, of: $1) } }
            }
            for line in lines { group.addTask { await line.run() } }
            await group.waitForAll()
        }
    }

    private func raise(_ alert: Alert, of entry: Entry) {
        var alert = alert
        let found = findings.findings(of: entry.id)
        if !found.isEmpty { alert.findings = found.map { Alert.Found($0) } }
        logger.info("an alert was raised", metadata: ["rule": "\(alert.rule.name)", "alert": "\(alert.id)"])
        recent.add(alert)
        for line in lines where alert.rule.targets.contains(line.name) { line.offer(alert) }
    }

    /// So many alerts wait on their way.
    var waiting: Int { lines.reduce(0) { $0 + $1.standing.waiting } }
}

extension AlertDesk: AlertSource {
    func alertOverview() -> AlertOverview {
        let moment = now()
        return AlertOverview(
            rules: rules.map { $0.standing(at: moment) }, targets: lines.map(\.standing), recent: recent.all)
    }
}

extension AlertDesk: MetricsSource {
    func metrics() -> [Metric] {
        let moment = now()
        let rules = rules.map { $0.standing(at: moment) }
        let targets = lines.map(\.standing)
        func byRule(_ count: (AlertOverview.RuleStanding) -> Int) -> [String: Int] {
            Dictionary(uniqueKeysWithValues: rules.map { ($0.rule.name, count($0)) })
        }
        func byTarget(_ count: (AlertOverview.DeliveryCounts) -> Int) -> [String: Int] {
            Dictionary(uniqueKeysWithValues: targets.map { ($0.name, count($0.counts)) })
        }
        let waiting = targets.map { target in
            Metric.Sample(.number(Double(target.waiting)), labels: [Metric.Label("target", target.name)])
        }
        return [
            .counter(
                "ocpplogs_alerts_matches_total", help: "Entries that matched the query of a rule", by: "rule",
                byRule { $0.counts.matched }),
            .counter(
                "ocpplogs_alerts_fired_total", help: "Alerts that were raised", by: "rule",
                byRule { $0.counts.fired }),
            .counter(
                "ocpplogs_alerts_silenced_total", help: "Entries that matched while a silence lasted", by: "rule",
                byRule { $0.counts.silenced }),
            .counter(
                "ocpplogs_alerts_missed_entries_total", help: "Entries that a rule could not look at: it was too slow",
                by: "rule", byRule(\.missed)),
            .counter(
                "ocpplogs_alerts_forgotten_total",
                help: "Stations or sites that a rule forgot too early, since it counted too many", by: "rule",
                byRule { $0.counts.forgotten }),
            .counter(
                "ocpplogs_alerts_sent_total", help: "Alerts that arrived", by: "target", byTarget(\.sent)),
            .counter(
                "ocpplogs_alerts_retried_total", help: "Tries to deliver an alert that failed and were made again",
                by: "target", byTarget(\.retried)),
            .counter(
                "ocpplogs_alerts_failed_total", help: "Alerts that were given up", by: "target", byTarget(\.failed)),
            .counter(
                "ocpplogs_alerts_dropped_total", help: "Alerts that were dropped, since too many waited", by: "target",
                byTarget(\.dropped)),
            Metric("ocpplogs_alerts_queue", .gauge, help: "Alerts that wait to be delivered", samples: waiting),
        ]
    }
}
