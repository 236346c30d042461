import Insights
import OCPP
import OCPPLog

/// What rules of alerts cost: processor time per exchange to match it with their queries and to count it. It is spent beside
/// recording, on the task of the live tail.
enum AlertsCost {
    private static let texts = [
        "finding:faulted", "is:error", "action:BootNotification", "result:rejected -action:DataTransfer",
        "status:Faulted,Unavailable", "finding:clock-drift,no-answer", "kind:unanswered", "latency:>5s", "error:*",
        "action:StatusNotification request.errorCode:GroundFailure",
    ]

    /// - Parameter time: runs something several times and says the least processor time of it, in seconds.
    static func tell(_ entries: [Entry], time: (() -> Void) -> Double) {
        var examiner = FindingExaminer()
        let entries = entries.map { entry in
            var entry = entry
            entry.findings = examiner.findings(of: entry)
            return entry
        }
        for count in [1, 10, 50] {
            let rules = (0..<count).compactMap { number -> AlertRule? in
                let text = texts[number % texts.count]
                guard let query = try? QueryParser.parse(text) else { return nil }
                return AlertRule("rule-\(number)", text: text, query: query, count: 3)
            }
            var fired = 0
            let seconds = time {
                fired = 0
                for rule in rules {
                    let matcher = QueryMatcher(rule.query, sites: SiteDirectory())
                    var book = AlertBook(rule)
                    for entry in entries where matcher.matches(entry) { _ = book.read(entry, makeID: { "" }) }
                    fired += book.counts.fired
                }
            }
            let nanoseconds = Int(seconds / Double(max(1, entries.count)) * 1e9)
            print("\(nanoseconds) ns an exchange, \(fired) alerts: \(count) rules of alerts")
        }
        // Every entry matches: the book alone.
        let rule = AlertRule("all", text: "", query: .everything, count: 100)
        let seconds = time {
            var book = AlertBook(rule)
            for entry in entries { _ = book.read(entry, makeID: { "" }) }
        }
        print("\(Int(seconds / Double(max(1, entries.count)) * 1e9)) ns an exchange: counting one that matches")
    }
}
