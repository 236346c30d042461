import Insights
import Logging
import OCPP
import OCPPLog
import Synchronization
import TestSupport
import Testing

@testable import ocpplogs

/// The alerts on their way to one target: tried again, bounded, counted.
@Suite(.timeLimit(.minutes(1)))
struct AlertLineTests {
    /// Answers as it is told, then with `delivered`.
    private final class Receiver: AlertSender {
        let kind = "webhook"
        private let state: Mutex<(answers: [DeliveryOutcome], got: [String])>

        init(_ answers: [DeliveryOutcome] = []) {
            state = Mutex((answers, []))
        }

        func send(_ alert: Alert) async -> DeliveryOutcome {
            state.withLock { state in
                state.got.append(alert.id)
                return state.answers.isEmpty ? .delivered : state.answers.removeFirst()
            }
        }

        var got: [String] { state.withLock { $0.got } }
    }

    private let recent = RecentAlerts(limit: 5)
    private let silent = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    private func line(_ receiver: Receiver, room: Int = 100, tries: Int = 4) -> AlertLine {
        var limits = DeliveryPlan.Limits()
        limits.tries = tries
        return AlertLine(
            "ops", receiver, recent: recent, room: room, limits: limits, jitter: { 1 }, clock: SkippingClock(),
            logger: silent)
    }

    private func offer(_ ids: [String], to line: AlertLine) {
        let rule = AlertRule("faults", text: "x", query: .everything, targets: ["ops"])
        for id in ids {
            let alert = Alert(
                id: id, rule: rule, subject: .all, datetime: .start, since: .start, count: 1, silentUntil: .start)
            recent.add(alert)
            line.offer(alert)
        }
    }

    private func states() -> [String] { recent.all.map { "\($0.alert.id) \($0.deliveries[0].state.rawValue)" } }

    @Test func whatFailsIsTriedAgainBeforeTheNextOne() async {
        let receiver = Receiver([.unavailable("status 500"), .unavailable("status 500")])
        let line = line(receiver)
        offer(["a", "b"], to: line)
        line.finish()
        await line.run()
        #expect(receiver.got == ["a", "a", "a", "b"])
        let standing = line.standing
        #expect(standing.counts.sent == 2)
        #expect(standing.counts.retried == 2)
        #expect(standing.counts.failed == 0)
        #expect(standing.waiting == 0)
        #expect(standing.lastFailure == "status 500")
        #expect(states() == ["b sent", "a sent"])
    }

    @Test func oneThatIsGivenUpKeepsNoOtherBack() async {
        let receiver = Receiver([.refused("status 400")] + Array(repeating: .unavailable("down"), count: 4))
        let line = line(receiver)
        offer(["a", "b", "c"], to: line)
        line.finish()
        await line.run()
        #expect(receiver.got == ["a", "b", "b", "b", "b", "c"])
        #expect(line.standing.counts.failed == 2)
        #expect(line.standing.counts.sent == 1)
        #expect(states() == ["c sent", "b failed", "a failed"])
    }

    @Test func ofTooManyTheOldestAreDroppedAndCounted() async {
        let receiver = Receiver()
        let line = line(receiver, room: 3)
        offer(["a", "b", "c", "d", "e"], to: line)
        #expect(line.standing.waiting == 3)
        #expect(line.standing.counts.dropped == 2)
        #expect(states() == ["e waiting", "d waiting", "c waiting", "b dropped", "a dropped"])
        line.finish()
        await line.run()
        #expect(receiver.got == ["c", "d", "e"])
    }

    @Test func theNewestAlertsAreRememberedOnly() {
        offer((1...9).map { "\($0)" }, to: line(Receiver()))
        #expect(recent.all.map(\.alert.id) == ["9", "8", "7", "6", "5"])
        recent.mark("1", "ops", .sent)
    }

    @Test func sentencesOfFindingsAreRememberedOfTheNewestEntriesOnly() {
        let findings = RecentFindings(limit: 10)
        var entry = Entry(
            kind: .exchange, datetime: .start, chargerID: ChargerID("CP-1"), connectionID: ConnectionID(rawValue: 1),
            source: .cp, version: .v16)
        for number in 1...1_000 {
            entry.id = EntryID(origin: 7, sequence: Int64(number))
            if let about = FindingRules.about("faulted") {
                findings.note([Finding(about, in: entry, "connector \(number) is out of order")], in: entry.id)
            }
        }
        let known = (1...1_000).filter { !findings.findings(of: EntryID(origin: 7, sequence: Int64($0))).isEmpty }
        #expect(known == Array(991...1_000))
        #expect(findings.findings(of: entry.id).map(\.sentence) == ["connector 1000 is out of order"])
    }
}
