import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// The page of one transaction.
struct TransactionPageTests {
    @Test func itSaysWhatHappenedAndShowsTheMeterTwice() async throws {
        let page = try await Served(entries: Session.entries()).text("/transactions/00000007-1")
        for part in [
            "Transaction 42</span>", "7.500 kWh were taken in 7 min.", "<dd class=\"code\">1.000 to 8.500 kWh</dd>",
            "<dd class=\"code\">6.60 kW</dd>", "<dd class=\"code\">04A2B9F1</dd>",
            "<strong>Power</strong> up to 6.6 kW",
            "<strong>Energy</strong> 6.000 kWh at the last value", "<strong>State of charge</strong> from 31 to 36 %",
            "<strong>Current</strong> up to 16 A", "Current L2</span>",
            #"<th scope="col" class="number">Power, kW</th>"#, #"<td class="number">6.60</td>"#,
            #"<td class="number">15.5</td>"#, "No rule found anything wrong in its messages.",
        ] {
            #expect(page.contains(part), "\(part)")
        }
        #expect(page.matches(of: /<svg class="chart"[^>]* role="img" aria-label="/).count == 4)
        #expect(page.contains(#"<svg class="lane-chart""#) && page.contains("States of the connector"))
        #expect(!page.contains("style=") && !page.contains("<script>"))
    }

    @Test func itsMessagesLeadToTheirEntriesAndRoutineIsFolded() async throws {
        let page = try await Served(entries: Session.entries()).text("/transactions/00000007-1")
        for sequence in [1, 2, 3, 8, 9] { #expect(page.contains("href=\"/entries/00000007-\(sequence)\"")) }
        for sequence in 4...7 { #expect(!page.contains("href=\"/entries/00000007-\(sequence)\"")) }
        #expect(page.contains("⋯ 4 more MeterValues in between, all answered"))
        #expect(page.contains("/logs?q=charger:CP-7%20action:MeterValues&amp;from="))
    }

    @Test func everyMessageOfItLeadsToIt() async throws {
        let served = Served(entries: Session.entries())
        for sequence in 1...9 {
            let page = try await served.text("/transactions/00000007-\(sequence)")
            #expect(page.contains("Transaction 42</span>"))
        }
    }

    @Test func whatRulesFoundIsSaidWithWhatToCheckNext() async throws {
        let entries =
            Session.entries(isStopped: false) + Session.entries(id: 43, first: 20, at: 1_200)
        let page = try await Served(entries: entries).text("/transactions/00000007-1")
        #expect(page.contains("Never stopped") && page.contains("finding:start-without-stop</a>"))
        #expect(page.contains(#"<span class="icon" aria-hidden="true">✕</span> Error"#))
        #expect(page.contains("<summary>What to check next</summary>"))
        #expect(page.contains(#"href="/logs?q=charger:CP-7%20finding:start-without-stop""#))
    }

    @Test func whyThereIsNoMeterIsSaid() async throws {
        let entries = Session.entries().filter { $0.action?.rawValue != "MeterValues" }
        let page = try await Served(entries: entries).text("/transactions/00000007-1")
        #expect(page.contains("MeterValues are recorded at the log level debug only; this was recorded at info."))
    }

    @Test func whatHasNoTransactionHasNoPage() async throws {
        let served = Served(entries: [Talk.entry("Heartbeat")])
        #expect(try await served.ask("/transactions/00000007-1").status == .notFound)
        #expect(try await served.ask("/transactions/00000007-9").status == .notFound)
        #expect(try await served.ask("/transactions/nothing").status == .notFound)
    }
}
